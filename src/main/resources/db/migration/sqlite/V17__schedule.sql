-- Until when the events of a schedule were filed. After a stop the latest one that was missed is filed.
create table schedule (
  route text primary key,
  cron text not null,
  due_at text not null
);
