-- One row for each real call that is settled. A correction takes the row's place; event_order lets an earlier event change nothing.
create table settled_call (
  root_call_id      bigint primary key,
  outcome           text not null,
  direction         text,
  context           text,
  queue             text,
  src               text,
  src_name          text,
  dst               text,
  dst_name          text,
  answered_by       text,
  start_time        text,
  connected_at      text,
  end_time          text,
  wait_seconds      bigint,
  talk_seconds      bigint,
  leg_count         bigint,
  transfer_count    bigint,
  overflow_count    bigint,
  recording_count   bigint,
  corrected_outcome text,
  event_key         text not null,
  event_order       text not null,
  received_at       timestamptz not null
);
create index settled_call_by_start on settled_call (start_time);
