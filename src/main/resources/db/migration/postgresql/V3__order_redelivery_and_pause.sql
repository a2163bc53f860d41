-- root_call_id and event_order are the event's, beside the delivery, for the order of one call's deliveries on one route.
alter table delivery add column shard smallint not null default 0;
alter table delivery add column root_call_id bigint;
alter table delivery add column event_order text collate "C" not null default '';
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

alter table attempt add column redelivery integer not null default 0;
alter table attempt drop constraint attempt_outcome_check;
alter table attempt add constraint attempt_outcome_check check (outcome in ('delivered', 'failed', 'later'));

create table paused_route (
  route     text primary key,
  paused_at timestamptz not null
);

-- Several Switchboards share the deliveries by shard. A node whose row is gone has lost its shards to others.
create table node (
  term    bigint generated always as identity primary key,
  name    text        not null,
  seen_at timestamptz not null
);
create table shard (
  number smallint primary key,
  term   bigint references node on delete set null
);
insert into shard (number) select generate_series(0, 63);
