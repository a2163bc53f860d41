-- One row for each real call, worked out from its events (io.switchboard.calls), so that it can be made anew from them at any time.
-- start_time is the platform's, or when the call came in. names: all names of the call in lower case, to search in.
-- last_seq and events: what the row was worked out from, so that a row from fewer events never replaces it.
create table call (
  root_call_id  bigint primary key,
  first_seen_at timestamptz not null,
  last_seen_at  timestamptz not null,
  start_time    timestamptz not null,
  answered_at   timestamptz,
  end_time      timestamptz,
  direction     text,
  src           text,
  src_name      text,
  dst           text,
  dst_name      text,
  answered_by   text,
  queue         text,
  context_kind  text        not null,
  state         text        not null,
  outcome       text,
  wait_seconds  bigint,
  talk_seconds  bigint,
  legs          integer     not null,
  events        integer     not null,
  has_recording boolean     not null,
  reconciled    boolean     not null,
  names         text collate "C" not null,
  last_seq      bigint      not null
);
create index call_by_start on call (start_time, root_call_id);
create index call_by_src on call (src, start_time, root_call_id, outcome, direction) where src is not null;
create index call_by_dst on call (dst, start_time, root_call_id, outcome, direction) where dst is not null;
create index call_by_queue on call (queue, start_time, root_call_id, outcome, direction) where queue is not null;
create index call_by_outcome on call (outcome, start_time, root_call_id, direction) where outcome is not null;
create index call_by_direction on call (direction, start_time, root_call_id) where direction is not null;
create index call_by_last_seen on call (last_seen_at, root_call_id);
create index call_live on call (last_seen_at) where state in ('ringing', 'waiting', 'connected', 'on-hold');
create index call_of_queue on call (start_time, queue, outcome, wait_seconds, answered_at) where context_kind = 'queue';

-- Legs other than the root one.
create table call_leg (
  call_id      bigint primary key,
  root_call_id bigint not null
);
create index call_leg_by_root on call_leg (root_call_id);

-- seq: the calls of all events up to it are worked out. One node at a time goes on from there.
create table call_projection (
  name         text primary key,
  seq          bigint      not null,
  holder       text,
  locked_until timestamptz not null
);
insert into call_projection (name, seq, locked_until) values ('calls', 0, '1970-01-01T00:00:00.000Z');
