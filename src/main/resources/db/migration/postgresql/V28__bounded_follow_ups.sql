-- A settled call changes the follow-ups of its number without a look at all its calls.
-- How far the talks of a number go, up to this one: the latest end of it and of those that began before it.
alter table follow_up_call add column reach timestamptz;
update follow_up_call set reach = r.reach
  from (select root_call_id, max(due_at) over (partition by number order by at, root_call_id) as reach
    from follow_up_call where kind = 'answered') r
  where r.root_call_id = follow_up_call.root_call_id;
drop index follow_up_call_by_number;
drop index follow_up_call_by_follow_up;
create index follow_up_call_missed on follow_up_call (number, at) where kind = 'missed';
create index follow_up_call_answered on follow_up_call (number, at, root_call_id) where kind = 'answered';
create index follow_up_call_reach on follow_up_call (number, coalesce(reach, due_at), at, root_call_id) where kind = 'answered';
create index follow_up_call_tries on follow_up_call (follow_up_id, at, root_call_id) where follow_up_id is not null;
-- The answered call that ended a follow-up.
alter table follow_up add column ended_by_call bigint;
update follow_up set ended_by_call = (select c.root_call_id from follow_up_call c
    where c.number = follow_up.number and c.kind = 'answered'
      and coalesce(c.reach, c.due_at) >= greatest(follow_up.last_try_at, coalesce(follow_up.reopened_at, follow_up.last_try_at))
    order by coalesce(c.reach, c.due_at), c.at, c.root_call_id limit 1)
  where closed_by = 'call';
create index follow_up_by_end on follow_up (ended_by_call) where ended_by_call is not null;
