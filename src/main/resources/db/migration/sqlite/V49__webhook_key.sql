-- When a key of a door was last used, by the key's hash: added up in memory, and written once a minute at most.
create table webhook_key (
  hash          text not null primary key,
  events        integer not null,
  last_event_at text,
  last_source   text,
  checked_at    text,
  checked_from  text
) without rowid;
