-- A leg whose call_id is no number of 64 bits ends too: its row has none, and is told from others by its event.
-- call_id stays unique, for statements of before.
create table call_log_new (
  call_id       integer unique,
  root_call_id  integer,
  outcome       text not null check (outcome in ('answered', 'missed')),
  direction     text,
  context       text,
  context_kind  text not null,
  src           text,
  src_name      text,
  dst           text,
  dst_name      text,
  start_time    text,
  connected_at  text,
  end_time      text,
  ring_seconds  integer,
  talk_seconds  integer,
  t_cause       text,
  terminated_by text,
  event_key     text not null,
  event_order   text not null,
  received_at   text not null,
  leg           text generated always as (coalesce(cast(call_id as text), event_key)) virtual
);
insert into call_log_new select * from call_log;
drop table call_log;
alter table call_log_new rename to call_log;
create index call_log_by_root_call on call_log (root_call_id);
create unique index call_log_by_leg on call_log (leg);

-- Events of before have the numbers that were read then, or none: they are read again, up to the last of them.
create table event_number_position (seq integer not null, until_seq integer not null);
insert into event_number_position (seq, until_seq) select 0, coalesce(max(seq), 0) from event;
