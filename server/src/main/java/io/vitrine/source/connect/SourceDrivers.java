package io.vitrine.source.connect;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The driver of each kind. */
public final class SourceDrivers {
    private final Map<SourceKind, SourceDriver> drivers;

    private SourceDrivers(Map<SourceKind, SourceDriver> drivers) {
        this.drivers = drivers;
    }

    /**
     * A driver for every kind.
     *
     * @param guard which addresses sources may be at
     * @param driversFolder where the operator puts JDBC drivers; need not exist
     * @param dataFolders below which DuckDB files and folders may be
     */
    public static SourceDrivers of(NetworkGuard guard, Path driversFolder, List<Path> dataFolders) {
        Map<SourceKind, SourceDriver> drivers = new EnumMap<>(SourceKind.class);
        for (SourceKind kind : SourceKind.values()) {
            drivers.put(
                    kind,
                    switch (kind) {
                        case POSTGRESQL -> new PostgresDriver(guard);
                        case MYSQL, MARIADB -> new MySqlDriver(kind, guard);
                        case DUCKDB -> new DuckDbDriver(dataFolders);
                        case TRINO -> new TrinoDriver(guard);
                        case JDBC -> new JdbcDriver(new DriverFolder(driversFolder), guard);
                    });
        }
        return new SourceDrivers(drivers);
    }

    public SourceDriver of(SourceKind kind) {
        SourceDriver driver = drivers.get(kind);
        if (driver == null) {
            throw new IllegalStateException("no driver for " + kind);
        }
        return driver;
    }
}
