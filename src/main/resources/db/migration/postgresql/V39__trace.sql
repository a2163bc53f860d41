-- The trace that the event began, as W3C's traceparent; null where traces are off.
alter table event add column trace text;
