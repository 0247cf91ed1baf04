import { MariaSQL, MSSQL, MySQL, PostgreSQL, SQLDialect, StandardSQL } from '@codemirror/lang-sql';

/** DuckDB's SQL is PostgreSQL's with words of its own. */
const DuckDB = SQLDialect.define({
  ...PostgreSQL.spec,
  keywords: `${PostgreSQL.spec.keywords ?? ''} asof exclude pivot qualify sample summarize unpivot`,
});

/** How SQL of a kind of data source, or in the server's words of a dialect, is read. */
export function dialectOf(kind: string): SQLDialect {
  switch (kind) {
    case 'postgresql':
    case 'redshift':
      return PostgreSQL;
    case 'duckdb':
    case 'motherduck':
      return DuckDB;
    case 'mysql':
      return MySQL;
    case 'mariadb':
      return MariaSQL;
    case 'sqlserver':
      return MSSQL;
    default:
      return StandardSQL;
  }
}
