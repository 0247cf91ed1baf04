package io.vitrine.query;

import io.vitrine.query.template.SqlDialect;
import io.vitrine.source.connect.SourceKind;
import java.util.Map;

/** Which SQL a data source speaks. */
public final class Dialects {
    private static final Map<String, SqlDialect> BY_DRIVER = Map.of(
            "clickhouse", SqlDialect.CLICKHOUSE,
            "sqlserver", SqlDialect.SQL_SERVER,
            "snowflake", SqlDialect.SNOWFLAKE,
            "bigquery", SqlDialect.BIGQUERY,
            "redshift", SqlDialect.REDSHIFT,
            "databricks", SqlDialect.DATABRICKS,
            "athena", SqlDialect.TRINO);

    private Dialects() {}

    static SqlDialect of(ResolvedSource source) {
        return of(source.kind(), source.settings());
    }

    /** The dialect of a kind; for a dropped-in driver that of its product, plain standard SQL where it is unknown. */
    public static SqlDialect of(SourceKind kind, Map<String, String> settings) {
        return switch (kind) {
            case POSTGRESQL -> SqlDialect.POSTGRESQL;
            case MYSQL, MARIADB -> SqlDialect.MYSQL;
            case DUCKDB -> SqlDialect.DUCKDB;
            case TRINO -> SqlDialect.TRINO;
            case JDBC -> BY_DRIVER.getOrDefault(settings.getOrDefault("driver", ""), SqlDialect.ANSI);
        };
    }
}
