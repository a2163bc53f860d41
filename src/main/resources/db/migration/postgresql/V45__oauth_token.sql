-- The tokens of oauth.<name>, one for all nodes, and which node asks for a new one. They are encrypted with the client's own secret, which is not in the database.
create table oauth_token (
  client text not null,
  settings text not null,
  generation bigint not null,
  sealed text,
  renew_at timestamptz,
  ends_at timestamptz,
  updated_at timestamptz not null,
  renewing_by text,
  renewing_until timestamptz,
  primary key (client, settings)
);
