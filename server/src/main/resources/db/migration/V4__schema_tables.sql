-- What the tables of schemas look like, which of them demand a tenant filter, and what a data source lets queries cost.

alter table data_source
  add column query_timeout_seconds integer check (query_timeout_seconds between 1 and 3600),
  add column max_connections integer not null default 8 check (max_connections between 1 and 100);
comment on column data_source.query_timeout_seconds is 'The longest that a statement may run here; null leaves it to the query.';

alter table data_schema
  add column synced_at timestamptz,
  add column tables_truncated boolean not null default false;
comment on column data_schema.synced_at is 'When the tables were last read from the default data source.';
comment on column data_schema.tables_truncated is 'The source has more columns than were read.';

create table schema_table (
  schema_id       bigint not null references data_schema on delete cascade,
  database_schema text not null,
  name            text not null,
  columns         json not null,
  tenant_column   text check (tenant_column <> ''),
  present         boolean not null default true,
  primary key (schema_id, database_schema, name)
);
comment on table schema_table is 'The tables of a schema as its default data source had them when they were last read.';
comment on column schema_table.tenant_column is 'Every query that reads the table must filter this column on a tenant variable.';
comment on column schema_table.present is 'False for a table that is gone and whose demand outlives it, lest it comes back without one.';
