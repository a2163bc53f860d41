-- settle_at: when the call is settled, unless more comes of it before; null where nothing is to be filed.
-- ask_at: when VoIPstudio is asked what became of it. asked_at: when VoIPstudio had nothing more to tell of it.
alter table call add column settle_at timestamptz;
alter table call add column ask_at timestamptz;
alter table call add column asked_at timestamptz;
create index call_to_settle on call (settle_at) where settle_at is not null;
create index call_to_ask on call (ask_at) where ask_at is not null;

-- Calls that were last heard of before are not settled: they are history.
create table call_settling (
  name  text primary key,
  since timestamptz not null
);
insert into call_settling (name, since) values ('calls', now());
