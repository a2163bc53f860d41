create table if not exists event (
  seq bigint generated always as identity primary key,
  id text not null unique,
  event_name text,
  context text,
  call_id bigint,
  root_call_id bigint,
  event_time text,
  received_at timestamptz not null default now(),
  body text not null
);
create index if not exists event_by_call on event (root_call_id, seq);
