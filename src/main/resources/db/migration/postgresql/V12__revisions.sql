-- The switchboard that filed it, if another node had a newer one then; null otherwise.
alter table delivery add column decided_by text;
create index delivery_by_older on delivery (route, id) where decided_by is not null;

-- Nodes tell each other what they decide with, and which routes they have. The higher number is the newer switchboard.
create table switchboard_revision (
  number        bigint generated always as identity primary key,
  digest        text        not null,
  first_seen_at timestamptz not null,
  seen_at       timestamptz not null
);
alter table node add column revision bigint;
alter table node add column digest text;
alter table node add column routes text;
