-- Each index of a table that is written with every event costs every event. What needs the others is in docs/tables.md.
-- By name: nobody asks for one name of months; the newest are looked through.
drop index event_by_name;
-- What is pending is found by delivery_due; what is delivered at once never touches it.
drop index delivery_by_status;
create index delivery_by_status on delivery (status, id) where status in ('retrying', 'dead', 'discarded');
