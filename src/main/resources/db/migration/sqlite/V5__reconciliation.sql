-- One node at a time compares VoIPstudio's records with what came in; what it found, for all of them.
create table reconciliation (
  name         text primary key,
  holder       text,
  locked_until text    not null,
  started_at   text,
  done_at      text,
  silent_since text,
  calls_filed  integer not null default 0,
  last_error   text
);
insert into reconciliation (name, locked_until) values ('calls', '1970-01-01T00:00:00.000Z');

-- Legs that ended, apart from those that are found by their root call already.
create index event_of_ended_leg on event (call_id)
  where event_name in ('call.hangup', 'call.missed') and call_id <> root_call_id;
create index event_reconciled on event (seq) where substr(id, 1, 11) = 'reconciled.';
