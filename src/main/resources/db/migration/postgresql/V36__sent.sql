-- Copies of what attempts sent, if sent.keep asks for them. There need be no row of the attempt: the number is enough.
create table sent (
  delivery_id bigint not null,
  attempt integer not null,
  number integer not null,
  at timestamptz not null,
  kind text not null,
  copy text not null,
  primary key (delivery_id, attempt, number)
);
create index sent_by_time on sent (at);
-- The delivery that took its place when an operator changed the body; this one is never run again.
alter table delivery add column replaced_by bigint;
