-- Requests to VoIPstudio that start a call or a text message: each is noted before it is sent.
create table api_begun (
  delivery text    not null,
  request  text    not null,
  attempt  integer not null,
  begun_at text    not null,
  primary key (delivery, request)
);
create index api_begun_by_time on api_begun (begun_at);
