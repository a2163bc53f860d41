-- How many events came in within each minute (minutes since 1970), counted afterwards; and up to which event.
create table event_count (
  minute       bigint not null,
  event_name   text   not null,
  context_kind text   not null,
  number       bigint not null,
  primary key (minute, event_name, context_kind)
);

create table event_count_position (seq bigint not null);
insert into event_count_position (seq) values (0);
