package io.vitrine.source.connect;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** A kind of database that a data source can be; the lower-case name is what the API and the files say. */
public enum SourceKind {
    /** PostgreSQL 10 or newer, and what speaks its protocol. */
    POSTGRESQL,
    /** MySQL 5.7 or newer, and what speaks its protocol. */
    MYSQL,
    /** MariaDB 10.3 or newer. */
    MARIADB,
    /** A DuckDB file, or a folder of CSV, Parquet and JSON files that are read as tables. */
    DUCKDB,
    /** Trino, which itself reads many databases. */
    TRINO,
    /** Any other database, through a JDBC driver that the operator has put in the drivers folder. */
    JDBC;

    /** The name as it stands in the API, for example {@code postgresql}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a list can be bound as one value, to be used as {@code = any(?)}; elsewhere it is one {@code ?} each. */
    public boolean bindsLists() {
        return switch (this) {
            case POSTGRESQL, DUCKDB -> true;
            case MYSQL, MARIADB, TRINO, JDBC -> false;
        };
    }

    /**
     * The kind of a name in the API.
     *
     * @throws Refusal with {@link ErrorCode#INVALID_FIELD} at {@code kind}, listing the kinds that there are
     */
    public static SourceKind ofWireName(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.wireName().equals(name))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        ErrorCode.INVALID_FIELD,
                        "kind",
                        "There is no kind of data source \"" + name + "\". Give one of "
                                + Arrays.stream(values())
                                        .map(SourceKind::wireName)
                                        .collect(Collectors.joining(", "))
                                + "."));
    }
}
