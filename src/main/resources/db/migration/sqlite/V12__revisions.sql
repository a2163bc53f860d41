-- The switchboard that filed it, if another node had a newer one then; null otherwise.
alter table delivery add column decided_by text;
create index delivery_by_older on delivery (route, id) where decided_by is not null;
