-- How many events came in within each minute (minutes since 1970), counted afterwards; and up to which event.
create table event_count (
  minute       integer not null,
  event_name   text    not null,
  context_kind text    not null,
  number       integer not null,
  primary key (minute, event_name, context_kind)
) without rowid;

create table event_count_position (seq integer not null);
insert into event_count_position (seq) values (0);
