-- What a team sets up (dashboards and what is published of them, schemas, data sources) is read for every panel and rarely
-- changes. Servers keep what they read of it and know by this number whether it is of today: docs/decisions/0005.

create table setup (
  only_row boolean primary key default true check (only_row),
  version  bigint not null
);
insert into setup (version) values (1);
comment on table setup is 'One row: its version grows with the commit of every transaction that changes what a team has set up.';

-- Deferred to the commit, where a transaction waits for no other row any more: so this one cannot close a circle of waits.
create function setup_changed() returns trigger language plpgsql as $$
begin
  if current_setting('vitrine.setup_changed_by', true) is distinct from pg_current_xact_id()::text then
    update setup set version = version + 1;
    perform set_config('vitrine.setup_changed_by', pg_current_xact_id()::text, true);
  end if;
  return null;
end $$;

do $$
declare
  changing text;
begin
  foreach changing in array array['team', 'visibility_group', 'hierarchy_level', 'environment', 'dashboard',
      'dashboard_version', 'publication', 'data_schema', 'schema_table', 'data_source', 'data_source_visibility_group'] loop
    execute format('create constraint trigger %I after insert or update or delete on %I
      deferrable initially deferred for each row execute function setup_changed()', changing || '_setup', changing);
  end loop;
end $$;
