-- The revision of the route that ran a delivery last; null before the first attempt, and for a route of the application.
alter table delivery add column revision text;
-- What a route was made from: its own file, and the kamelets, templates and statements that it uses. The content is JSON,
-- one text for each path.
create table route_revision (
  route text not null,
  revision text not null,
  loaded_at text not null,
  files text not null,
  primary key (route, revision)
);
