-- Events whose call has one that waits for the switchboard wait too. It is nearly always empty.
create index delivery_undecided on delivery (root_call_id) where route = 'switchboard' and status in ('pending', 'retrying');

-- A delivery that succeeds at its first attempt has no row in attempt: when that began, and how long it took.
alter table delivery add column started_at timestamptz;
alter table delivery add column duration_ms bigint;
create view every_attempt as
select delivery_id, number, redelivery, started_at, duration_ms, outcome, error, done from attempt
union all
select id, 1, 0, started_at, duration_ms, 'delivered', null, null from delivery where started_at is not null;
