-- What the latest attempt of a delivery was answered by VoIPstudio's API and by HTTP servers, for dry runs. The status is an
-- HTTP server's.
create table answer (
  delivery_id bigint not null,
  number integer not null,
  request text not null,
  status integer,
  answer text not null,
  primary key (delivery_id, number)
);
