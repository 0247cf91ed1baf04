package io.vitrine.query.fence;

import io.vitrine.query.template.SqlDialect;
import java.util.List;
import java.util.Locale;

/**
 * Functions that read files, reach other servers, run SQL from a string, change the session or hold it up.
 *
 * <p>An entry that ends in {@code *} stands for every name that begins so. A dialect that is not well known gets all
 * lists.
 */
final class DeniedFunctions {
    private static final List<String> POSTGRESQL = List.of(
            "pg_read_*",
            "pg_ls_*",
            "pg_stat_file",
            "pg_file_*",
            "pg_logdir_ls",
            "lo_*",
            "loread",
            "lowrite",
            "dblink*",
            "set_config",
            "pg_sleep*",
            "pg_terminate_backend",
            "pg_cancel_backend",
            "pg_reload_conf",
            "pg_rotate_logfile",
            "pg_notify",
            "pg_advisory_*",
            "pg_try_advisory_*",
            "pg_export_snapshot",
            "pg_switch_wal",
            "pg_create_*",
            "pg_drop_*",
            "pg_logical_*",
            "pg_replication_*",
            "pg_backup_*",
            "pg_promote",
            "pg_stat_reset*",
            "query_to_xml*",
            "table_to_xml*",
            "cursor_to_xml*",
            "schema_to_xml*",
            "database_to_xml*",
            "ts_stat",
            "ts_rewrite",
            "crosstab*",
            "connectby",
            "xpath_table",
            "nextval",
            "setval",
            "http",
            "http_*");

    private static final List<String> MYSQL = List.of(
            "load_file",
            "sleep",
            "benchmark",
            "get_lock",
            "release_lock",
            "release_all_locks",
            "sys_exec",
            "sys_eval",
            "sys_get",
            "sys_set",
            "master_pos_wait",
            "source_pos_wait",
            "master_gtid_wait",
            "wait_for_executed_gtid_set",
            "wait_until_sql_thread_after_gtids");

    private static final List<String> DUCKDB = List.of(
            "read_*",
            "parquet_*",
            "sniff_csv",
            "glob",
            "query",
            "query_table",
            "getenv",
            "getvariable",
            "which_secret",
            "duckdb_secrets",
            "duckdb_settings",
            "duckdb_databases",
            "duckdb_logs*",
            "duckdb_temporary_files",
            "load_aws_credentials",
            "sqlite_*",
            "postgres_*",
            "mysql_*",
            "iceberg_*",
            "delta_*",
            "ducklake_*",
            "st_read*",
            "arrow_scan*",
            "pragma_*",
            "write_log",
            "enable_logging");

    private static final List<String> TRINO = List.of("query", "raw_query", "execute", "procedure");

    private static final List<String> OTHERS = List.of(
            "load_extension",
            "readfile",
            "writefile",
            "openrowset",
            "openquery",
            "opendatasource",
            "openxml",
            "xp_*",
            "sp_*",
            "file",
            "url",
            "urlcluster",
            "s3",
            "s3cluster",
            "gcs",
            "hdfs",
            "remote",
            "remotesecure",
            "cluster",
            "clusterallreplicas",
            "mysql",
            "postgresql",
            "mongodb",
            "redis",
            "sqlite",
            "jdbc",
            "odbc",
            "executable",
            "azureblobstorage",
            "iceberg*",
            "deltalake*",
            "hudi*",
            "merge",
            "sleepeachrow",
            "system$*",
            "result_scan",
            "query_history*",
            "identifier",
            "external_query",
            "reflect",
            "java_method",
            "try_reflect",
            "http_request",
            "remote_query",
            "ai_query",
            "utl_http",
            "utl_file",
            "dbms_*");

    private DeniedFunctions() {}

    static boolean contains(SqlDialect dialect, String function) {
        String name = function.toLowerCase(Locale.ROOT);
        return lists(dialect).stream().flatMap(List::stream).anyMatch(entry -> {
            int star = entry.length() - 1;
            return entry.endsWith("*") ? name.startsWith(entry.substring(0, star)) : name.equals(entry);
        });
    }

    private static List<List<String>> lists(SqlDialect dialect) {
        return switch (dialect) {
            case POSTGRESQL, REDSHIFT -> List.of(POSTGRESQL);
            case MYSQL -> List.of(MYSQL);
            case DUCKDB -> List.of(DUCKDB);
            case TRINO -> List.of(TRINO);
            case SQL_SERVER, SNOWFLAKE, BIGQUERY, DATABRICKS, CLICKHOUSE, ANSI ->
                List.of(POSTGRESQL, MYSQL, DUCKDB, TRINO, OTHERS);
        };
    }
}
