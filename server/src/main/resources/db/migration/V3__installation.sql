-- What an installation remembers about itself, such as that its samples were made once.
create table installation_fact (
  name       text primary key,
  value      text not null,
  created_at timestamptz not null default now()
);
comment on table installation_fact is 'Facts that hold for the installation as a whole, by name.';
