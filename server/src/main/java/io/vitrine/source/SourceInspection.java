package io.vitrine.source;

import io.vitrine.database.Database;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import io.vitrine.source.connect.ConnectionSettings;
import io.vitrine.source.connect.ProbeResult;
import io.vitrine.source.connect.SourceDrivers;
import io.vitrine.source.connect.SourceKind;
import io.vitrine.source.connect.SourceProbe;
import java.util.Map;
import java.util.Optional;

/**
 * Looks at data sources for those who set them up: does the connection work, and which tables are there.
 *
 * <p>No transaction is open while a data source is waited for.
 */
public final class SourceInspection {
    private final Database database;
    private final DataSources sources;
    private final Schemas schemas;
    private final SchemaTables tables;
    private final SourceDrivers drivers;
    private final SourceProbe probe;

    public SourceInspection(
            Database database, DataSources sources, Schemas schemas, SchemaTables tables, SourceDrivers drivers) {
        this.database = database;
        this.sources = sources;
        this.schemas = schemas;
        this.tables = tables;
        this.drivers = drivers;
        this.probe = new SourceProbe(drivers);
    }

    /**
     * Tries a connection that is not kept yet, for five seconds at most.
     *
     * @throws Refusal naming the setting that is wrong, or most likely is
     */
    public ProbeResult test(String kind, Map<String, String> connection) {
        return probe.probe(ConnectionSettings.read(drivers.of(SourceKind.ofWireName(kind)), connection));
    }

    /**
     * Tries the connection of a data source.
     *
     * @param change settings to try in place of the kept ones; a secret that is left out is the kept one
     */
    public ProbeResult test(long teamId, long id, Optional<Map<String, String>> change) {
        record Opened(String kind, Map<String, String> settings) {}
        Opened opened = database.withSession(session ->
                new Opened(sources.get(session, teamId, id).kind(), sources.connection(session, teamId, id, change)));
        return test(opened.kind(), opened.settings());
    }

    /**
     * Reads the tables of a schema from its default data source and keeps them.
     *
     * @throws Refusal with {@code NO_DATA_SOURCE} where the schema has no default
     */
    public SchemaTables.Synced sync(long teamId, long schemaId) {
        Schema schema = database.withSession(session -> schemas.get(session, teamId, schemaId));
        long source = schema.defaultDataSourceId()
                .orElseThrow(() -> new Refusal(
                        ErrorCode.NO_DATA_SOURCE,
                        "default_data_source_id",
                        "The schema has no default data source to read tables from. Set its default_data_source_id."));
        ProbeResult shown = test(teamId, source, Optional.empty());
        return database.inTransaction(session -> {
            schemas.get(session, teamId, schemaId);
            tables.replace(session, schemaId, shown);
            return tables.get(session, schemaId);
        });
    }
}
