-- Dead letters and what was set aside, by route and from the newest on. What is delivered never touches it.
create index delivery_given_up on delivery (status, route, id) where status in ('dead', 'discarded');
