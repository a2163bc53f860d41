-- What a failed attempt did nevertheless, and must not be done again: one short name a line.
alter table attempt add column done text;
