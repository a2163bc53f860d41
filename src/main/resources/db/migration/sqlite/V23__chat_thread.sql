-- Which message of a channel began the thread of a call, so that all that is written of the call stands in one thread.
create table chat_thread (
  channel text not null,
  thread text not null,
  message text not null,
  started_at text not null,
  primary key (channel, thread)
);
