-- A route that is run over past events. The filter is JSON. The events after position, up to until_seq, are still to be
-- looked at; what was filed and the position are committed together.
create table backfill (
  id integer primary key autoincrement,
  route text not null,
  filter text not null,
  every_event integer not null,
  per_second integer not null,
  status text not null,
  position integer not null,
  until_seq integer not null,
  events integer not null,
  looked_at integer not null,
  filed integer not null,
  undecided integer not null,
  waits_for text,
  started_by text,
  created_at text not null,
  updated_at text not null
);
create unique index backfill_under_way on backfill (route) where status in ('running', 'paused');
-- The backfill that filed a delivery; null for those of live events.
alter table delivery add column backfill integer;
create index delivery_by_backfill on delivery (backfill) where backfill is not null;
