-- Who has taken over from whom the rota names: by hand, from one time to another.
create table on_call_override (
  id integer primary key autoincrement,
  rota text not null,
  person text not null,
  from_at text not null,
  to_at text not null,
  made_by text not null
);
create index on_call_override_by_rota on on_call_override (rota, to_at);
-- Whom a delivery asked for, and got: the same in each of its attempts.
create table on_call_kept (
  event_key text primary key,
  rota text not null,
  person text not null,
  facts text not null,
  at text not null
);
create index on_call_kept_by_time on on_call_kept (at);
