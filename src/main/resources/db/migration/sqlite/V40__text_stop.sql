-- Who has said STOP, and who has taken it back: no text goes to a number while stopped is true.
create table text_stop (
  number      text    primary key,
  stopped     integer not null,
  since       text not null,
  began_by    text,
  who         text,
  reason      text,
  said_at     text,
  heard_at    text,
  by_hand_at  text,
  withheld    integer not null default 0,
  withheld_at text
);
create index text_stop_by_time on text_stop (since, number) where stopped;
