-- When VoIPstudio last accepted an API key, of which only a digest stands here.
create table api_key_use (
  api_key text primary key,
  used_at timestamptz not null
);
