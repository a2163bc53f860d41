-- The destinations' own tables. VoIPstudio's words for its fields; its times stay the UTC text that it sent.
create table sms (
  event_key   text primary key,
  event_time  text,
  customer_id bigint,
  user_id     bigint,
  from_no     text,
  to_no       text,
  text        text,
  received_at timestamptz not null
);

create table queue_missed_call (
  event_key    text primary key,
  call_id      bigint,
  root_call_id bigint,
  event_time   text,
  start_time   text,
  duration     bigint,
  src          text,
  src_name     text,
  dst          text,
  dst_name     text,
  context      text,
  t_cause      text,
  received_at  timestamptz not null
);

create table queue_wrapup (
  event_key    text primary key,
  call_id      bigint,
  root_call_id bigint,
  event_time   text,
  state        text,
  src          text,
  dst          text,
  dst_id       text,
  dst_name     text,
  context      text,
  received_at  timestamptz not null
);

create table dtmf (
  event_key    text primary key,
  call_id      bigint,
  root_call_id bigint,
  event_time   text,
  dtmf_tag     text,
  dtmf_target  text,
  src          text,
  dst          text,
  received_at  timestamptz not null
);

-- One row per call_id (a leg, as in the platform's CDR). event_order lets a late event change nothing.
create table call_log (
  call_id       bigint primary key,
  root_call_id  bigint,
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
  ring_seconds  bigint,
  talk_seconds  bigint,
  t_cause       text,
  terminated_by text,
  event_key     text not null,
  event_order   text collate "C" not null,
  received_at   timestamptz not null
);
create index call_log_by_root_call on call_log (root_call_id);
