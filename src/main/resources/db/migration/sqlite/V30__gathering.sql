-- A window of a channel that gathers: its first delivery waits until the end, and takes the others with it.
create table gathering (
  delivery_id integer primary key,
  route text not null,
  gather_key text not null,
  number integer not null,
  until_at text not null,
  closed_at text
);
-- never two that take in deliveries of one key
create unique index gathering_open on gathering (route, gather_key) where closed_at is null;
-- With which first delivery the others are handed over.
create table gathered (
  delivery_id integer primary key,
  gathering integer not null
);
create index gathered_by_gathering on gathered (gathering, delivery_id);
