-- event_time is the platform's text as it was sent; every other time is ours.
create table event (
  seq           bigint generated always as identity primary key,
  id            text        not null unique,
  event_name    text,
  context       text,
  context_kind  text        not null,
  call_id       bigint,
  root_call_id  bigint,
  event_time    text,
  received_at   timestamptz not null,
  status        text        not null check (status in ('accepted', 'duplicate', 'quarantined')),
  reason        text,
  body          bytea       not null
);
create index event_by_call on event (root_call_id, seq) where root_call_id is not null;
create index event_by_name on event (event_name, seq);
create index event_not_accepted on event (status, seq) where status <> 'accepted';

-- No foreign keys: each would cost a look-up per event on the way in; delivery and attempt are written with their parent.
create table delivery (
  id              bigint generated always as identity primary key,
  event_seq       bigint      not null,
  route           text        not null,
  status          text        not null check (status in ('pending', 'delivered', 'retrying', 'dead', 'discarded')),
  attempts        integer     not null default 0,
  next_attempt_at timestamptz,
  last_error      text,
  updated_at      timestamptz not null,
  unique (event_seq, route)
);
create index delivery_due on delivery (route, id) where status in ('pending', 'retrying');
create index delivery_by_status on delivery (status, id) where status <> 'delivered';
create index delivery_by_route on delivery (route, id);

create table attempt (
  delivery_id bigint      not null,
  number      integer     not null,
  started_at  timestamptz not null,
  duration_ms bigint      not null,
  outcome     text        not null check (outcome in ('delivered', 'failed')),
  error       text,
  primary key (delivery_id, number)
);
