-- A list's filters under a name. The owner is a user's name; null is a view that all share. The query is as the list's
-- address has it; a time range that moves along is kept by its label instead.
create table saved_view (
  id bigint generated always as identity primary key,
  list text not null,
  name text not null,
  query text not null,
  span text,
  owner text,
  created_by text not null,
  created_at timestamptz not null
);
create unique index saved_view_by_name on saved_view (list, coalesce(owner, ''), name);
