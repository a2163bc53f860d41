-- Who called, was missed and is to be called back: one row that waits for each number and team, and those that are over.
create table follow_up (
  id integer primary key autoincrement,
  number text not null,
  team text not null,
  state text not null,
  owner text,
  tries integer not null,
  waiting_since text not null,
  last_try_at text not null,
  last_call_id integer not null,
  name text,
  dst text,
  dst_name text,
  context text,
  queue text,
  due_at text not null,
  due_number integer not null,
  due_filed integer not null,
  overdue integer not null,
  openings integer not null,
  reopened_at text,
  snoozed_at text,
  last_text text,
  last_note text,
  closed_at text,
  closed_by text,
  reason text,
  reached_seconds integer
);
-- never two that wait for one number and team
create unique index follow_up_waiting on follow_up (number, team) where state <> 'closed';
create index follow_up_by_waiting on follow_up (waiting_since, id);
create index follow_up_by_number on follow_up (number);
create index follow_up_to_be_due on follow_up (due_at) where state <> 'closed' and not due_filed;
create index follow_up_by_closing on follow_up (closed_at) where state = 'closed';
-- What is known of each settled call that matters to them: missed, answered, or by a withheld number.
create table follow_up_call (
  root_call_id integer primary key,
  settled_number integer not null,
  kind text not null,
  number text,
  team text not null,
  at text not null,
  due_at text not null,
  follow_up_id integer,
  direction text,
  name text,
  answered_by text,
  dst text,
  dst_name text,
  context text,
  queue text
);
create index follow_up_call_by_number on follow_up_call (number, at) where number is not null;
create index follow_up_call_by_follow_up on follow_up_call (follow_up_id) where follow_up_id is not null;
create index follow_up_call_by_time on follow_up_call (at);
-- What people did with one, and what happened to it beside calls.
create table follow_up_note (
  id integer primary key autoincrement,
  follow_up_id integer not null,
  at text not null,
  who text,
  what text not null,
  text text
);
create index follow_up_note_by_follow_up on follow_up_note (follow_up_id, id);
-- The events that are about to be filed: written together with what they tell of.
create table follow_up_event (
  number integer primary key autoincrement,
  id text not null unique,
  body text not null
);
-- Up to which event calls are known; no row while nothing is followed.
create table follow_up_position (
  name text primary key,
  seq integer not null
);
