const names: Readonly<Record<string, string>> = {
  postgresql: 'PostgreSQL',
  mysql: 'MySQL',
  mariadb: 'MariaDB',
  duckdb: 'DuckDB',
  motherduck: 'MotherDuck',
  clickhouse: 'ClickHouse',
  sqlserver: 'SQL Server',
  trino: 'Trino',
  snowflake: 'Snowflake',
  bigquery: 'BigQuery',
  databricks: 'Databricks',
  redshift: 'Redshift',
  athena: 'Athena',
  jdbc: 'Any JDBC driver',
};

/** A kind of data source as its makers write it. */
export const kindName = (kind: string): string => names[kind] ?? kind;

/** Kinds that bill for being woken: these are asked for their health only when somebody says so. */
const sleeping: ReadonlySet<string> = new Set([
  'snowflake',
  'bigquery',
  'databricks',
  'athena',
  'redshift',
  'motherduck',
  'jdbc',
]);

export const mayBeAsleep = (kind: string): boolean => sleeping.has(kind);
