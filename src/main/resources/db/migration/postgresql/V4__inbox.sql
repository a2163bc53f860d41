-- The digits of both ends of a call or text message, so that an event is found by a number however it is spelt.
-- Null for what was kept before.
alter table event add column src_number text;
alter table event add column dst_number text;
create index event_by_src_number on event (src_number, seq) where src_number is not null;
create index event_by_dst_number on event (dst_number, seq) where dst_number is not null;

-- What an accepted event says, whatever its id: with inbox.dedupe=content it is there once. Null otherwise.
alter table event add column content_key text;
create unique index event_by_content on event (content_key) where content_key is not null;
