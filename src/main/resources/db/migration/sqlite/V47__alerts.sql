-- What is wrong, or was: one row for each trouble, from its first sign to its end.
create table alert (
  id                  integer primary key autoincrement,
  cause               text not null,
  kind                text not null,
  severity            text not null,
  subject             text not null,
  summary             text not null,
  amount              integer not null,
  began_at            text not null,
  fires_at            text not null,
  missing_at          text,
  ended_at            text,
  due_at              text,
  told_at             text,
  told                integer not null default 0,
  over_told_at        text,
  acknowledged_at     text,
  acknowledged_by     text,
  acknowledged_amount integer not null default 0
);
create unique index alert_open on alert (cause) where ended_at is null;
create index alert_ended on alert (ended_at) where ended_at is not null;

-- The message that is under way, and those that were sent.
create table alert_message (
  id       text primary key,
  made_at  text not null,
  next_at  text not null,
  tries    integer not null,
  subject  text not null,
  sent_at  text,
  sent_by  text,
  error    text
);
create index alert_message_open on alert_message (made_at) where sent_at is null;

-- What only one node sees, such as a circuit breaker that is open.
create table alert_sign (
  node     text not null,
  cause    text not null,
  kind     text not null,
  subject  text not null,
  summary  text not null,
  amount   integer not null,
  since_at text,
  seen_at  text not null,
  primary key (node, cause)
);
