-- root_call_id and event_order are the event's, beside the delivery, for the order of one call's deliveries on one route.
alter table delivery add column shard integer not null default 0;
alter table delivery add column root_call_id integer;
alter table delivery add column event_order text not null default '';
-- attempts that do not count against maxAttempts: those that only asked to wait, and those before a redelivery
alter table delivery add column uncounted integer not null default 0;
alter table delivery add column waits integer not null default 0;
alter table delivery add column redeliveries integer not null default 0;
update delivery set root_call_id = (select e.root_call_id from event e where e.seq = delivery.event_seq)
where status in ('pending', 'retrying');

drop index delivery_due;
create index delivery_due on delivery (route, next_attempt_at, id) where status in ('pending', 'retrying');
create index delivery_in_order on delivery (route, root_call_id, event_order, id)
  where status in ('pending', 'retrying') and root_call_id is not null;

create table attempt_new (
  delivery_id integer not null,
  number      integer not null,
  redelivery  integer not null default 0,
  started_at  text    not null,
  duration_ms integer not null,
  outcome     text    not null check (outcome in ('delivered', 'failed', 'later')),
  error       text,
  primary key (delivery_id, number)
) without rowid;
insert into attempt_new (delivery_id, number, started_at, duration_ms, outcome, error)
select delivery_id, number, started_at, duration_ms, outcome, error from attempt;
drop table attempt;
alter table attempt_new rename to attempt;

create table paused_route (
  route     text primary key,
  paused_at text not null
);
