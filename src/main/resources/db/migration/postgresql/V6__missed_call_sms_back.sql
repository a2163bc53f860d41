-- Who got a text message on which day. attempt: the one that sent it, or tried to, so that a crash does not send it again.
create table missed_call_sms_back (
  day        text    not null,
  number     text    not null,
  event_key  text    not null,
  attempt    integer not null,
  claimed_at timestamptz not null,
  primary key (day, number)
);
