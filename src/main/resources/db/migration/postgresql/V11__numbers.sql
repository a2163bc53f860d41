-- A leg whose call_id is no number of 64 bits ends too: its row has none, and is told from others by its event.
-- call_id stays unique, for statements of before.
alter table call_log drop constraint call_log_pkey;
alter table call_log alter column call_id drop not null;
alter table call_log add constraint call_log_call_id_key unique (call_id);
alter table call_log add column leg text generated always as (coalesce(cast(call_id as text), event_key)) stored;
create unique index call_log_by_leg on call_log (leg);

-- Events of before have the numbers that were read then, or none: they are read again, up to the last of them.
create table event_number_position (seq bigint not null, until_seq bigint not null);
insert into event_number_position (seq, until_seq) select 0, coalesce(max(seq), 0) from event;
