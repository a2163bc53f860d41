-- Logins that an identity provider has ended: one session of its own (sid), or all of a person (sub) until then. Each
-- node ends those that live on it.
create table ended_login (
  provider text not null,
  sid      text,
  sub      text,
  ended_at timestamptz not null
);
