-- The tokens of oauth.<name>, one for all nodes, and which node asks for a new one. They are encrypted with the client's own secret, which is not in the database.
create table oauth_token (
  client text not null,
  settings text not null,
  generation integer not null,
  sealed text,
  renew_at text,
  ends_at text,
  updated_at text not null,
  renewing_by text,
  renewing_until text,
  primary key (client, settings)
);
