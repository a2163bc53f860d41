-- Which text with a keyword was answered, and why another was not: each message once.
create table text_reply (
  message   text    primary key,
  number    text    not null,
  called    text    not null,
  keyword   text    not null,
  event_id  text    not null,
  event_key text    not null,
  attempt   integer not null,
  sent      integer not null default 0,
  why_not   text,
  at        text not null
);
create index text_reply_by_number on text_reply (number, at);
create index text_reply_by_called on text_reply (called);
create index text_reply_by_time on text_reply (at);
