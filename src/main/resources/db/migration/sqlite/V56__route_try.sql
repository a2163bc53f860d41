-- How often somebody asked a route to try one delivery now. Each node lets one in when the number grows.
create table route_try (
  route  text   primary key,
  number integer not null
);
