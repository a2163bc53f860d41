-- Who did what. Rows are added, and deleted by age; none is changed.
create table audit (
  id integer primary key autoincrement,
  at text not null,
  who text not null,
  action text not null,
  subject text,
  details text,
  reason text
);
create index audit_by_time on audit (at);
create trigger audit_stays before update on audit begin
  select raise(abort, 'a row of the audit is never changed');
end;
