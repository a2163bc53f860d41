-- Who has said STOP, and who has taken it back: no text goes to a number while stopped is true.
create table text_stop (
  number      text    primary key,
  stopped     boolean not null,
  since       timestamptz not null,
  began_by    text,
  who         text,
  reason      text,
  said_at     timestamptz,
  heard_at    timestamptz,
  by_hand_at  timestamptz,
  withheld    integer not null default 0,
  withheld_at timestamptz
);
create index text_stop_by_time on text_stop (since, number) where stopped;
