-- Which node does which background work, and until when it does unless it says so again.
create table leader (
  work        text primary key,
  holder      text not null,
  lease_until text not null
);
