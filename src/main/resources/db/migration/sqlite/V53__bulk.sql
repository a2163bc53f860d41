-- Many deliveries that are redelivered or discarded at once: one row for each route. The filter is JSON. Deliveries with
-- an id above position, up to until_id, are still to be looked at; what was changed and the position are committed
-- together.
create table bulk (
  id integer primary key autoincrement,
  action text not null,
  route text not null,
  filter text not null,
  status text not null,
  position integer not null,
  until_id integer not null,
  matched integer not null,
  changed integer not null,
  waits_for text,
  started_by text,
  created_at text not null,
  updated_at text not null
);
create index bulk_running on bulk (id) where status = 'running';
-- The bulk operation that redelivered a delivery last, 0 for some that were ticked; null for all others. It lets live
-- deliveries go first.
alter table delivery add column bulk integer;
create index delivery_by_bulk on delivery (bulk, status) where bulk is not null;
