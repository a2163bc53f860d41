-- What we made in another system, such as the activity of a call in a CRM, so that it is made once.
create table made_record (
  system text not null,
  subject text not null,
  record text,
  delivery text not null,
  begun_at text not null,
  primary key (system, subject)
);
create index made_record_begun_at on made_record (begun_at);
