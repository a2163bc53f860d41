-- Which node does which background work, and until when it does unless it says so again. The columns holder and
-- locked_until of reconciliation and call_projection were used for that before; an older node still asks for them.
create table leader (
  work        text primary key,
  holder      text        not null,
  lease_until timestamptz not null
);
