package io.vitrine.source.connect;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/**
 * A database product behind a dropped-in driver: what a connection to it may say.
 *
 * @param protocol what stands after {@code jdbc:} in its URLs
 * @param properties the properties that may be set; none of them loads classes, reads files or runs statements
 * @param columnsSql the query that lists schema, table, column and type
 */
record JdbcProduct(String protocol, SequencedSet<String> properties, String columnsSql) {
    private static final String INFORMATION_SCHEMA = """
            select table_schema, table_name, column_name, data_type
            from information_schema.columns
            where lower(table_schema) not in ('information_schema', 'pg_catalog', 'sys')
            order by table_schema, table_name, ordinal_position""";

    /** Products by the usual name of their folder. */
    static final Map<String, JdbcProduct> KNOWN = Map.of(
            "clickhouse",
            of("clickhouse", "database", "ssl", "sslmode", "compress", "socket_timeout", "connection_timeout"),
            "sqlserver",
            of(
                    "sqlserver",
                    "databaseName",
                    "encrypt",
                    "trustServerCertificate",
                    "hostNameInCertificate",
                    "applicationName",
                    "applicationIntent",
                    "loginTimeout",
                    "multiSubnetFailover"),
            "snowflake",
            of(
                    "snowflake",
                    "db",
                    "schema",
                    "warehouse",
                    "role",
                    "private_key_base64",
                    "private_key_pwd",
                    "application",
                    "loginTimeout"),
            "bigquery",
            of("bigquery", "ProjectId", "OAuthType", "OAuthAccessToken", "DefaultDataset", "Location"),
            "redshift",
            of("redshift", "ssl", "sslmode", "loginTimeout", "connectTimeout", "ApplicationName"),
            "databricks",
            of("databricks", "httpPath", "AuthMech", "UID", "PWD", "ConnCatalog", "ConnSchema", "EnableArrow", "ssl"),
            "athena",
            of(
                    "athena",
                    "Region",
                    "Catalog",
                    "Database",
                    "WorkGroup",
                    "OutputLocation",
                    "AccessKeyId",
                    "SecretAccessKey"));

    private static JdbcProduct of(String protocol, String... properties) {
        return of(protocol, List.of(properties));
    }

    static JdbcProduct of(String protocol, List<String> properties) {
        return new JdbcProduct(protocol, new LinkedHashSet<>(properties), INFORMATION_SCHEMA);
    }
}
