-- Who did what. Rows are added, and deleted by age; none is changed.
create table audit (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  who text not null,
  action text not null,
  subject text,
  details text,
  reason text
);
create index audit_by_time on audit (at);
create function audit_stays() returns trigger language plpgsql as $$
begin
  raise exception 'a row of the audit is never changed';
end;
$$;
create trigger audit_stays before update on audit for each row execute function audit_stays();
