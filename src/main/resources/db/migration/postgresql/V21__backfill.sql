-- A route that is run over past events. The filter is JSON. The events after position, up to until_seq, are still to be
-- looked at; what was filed and the position are committed together.
create table backfill (
  id bigint generated always as identity primary key,
  route text not null,
  filter text not null,
  every_event boolean not null,
  per_second integer not null,
  status text not null,
  position bigint not null,
  until_seq bigint not null,
  events bigint not null,
  looked_at bigint not null,
  filed bigint not null,
  undecided bigint not null,
  waits_for text,
  started_by text,
  created_at timestamptz not null,
  updated_at timestamptz not null
);
create unique index backfill_under_way on backfill (route) where status in ('running', 'paused');
-- The backfill that filed a delivery; null for those of live events.
alter table delivery add column backfill bigint;
create index delivery_by_backfill on delivery (backfill) where backfill is not null;
