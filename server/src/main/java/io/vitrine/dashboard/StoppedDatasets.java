package io.vitrine.dashboard;

import io.vitrine.access.Caller;
import io.vitrine.database.Session;
import io.vitrine.json.Json;
import io.vitrine.query.DatasetCheck;
import io.vitrine.query.template.VariableCatalog.Declaration;
import io.vitrine.source.Schema;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the datasets that were saved before a table of their schema demanded a filter, and leave it out.
 *
 * <p>They do not run from then on; whoever makes the demand wants to know which.
 */
public final class StoppedDatasets {
    private final DatasetCheck check;

    public StoppedDatasets(DatasetCheck check) {
        this.check = check;
    }

    /**
     * A dataset that does not run.
     *
     * @param version the version of the dashboard that it stands in
     * @param reason with line and column
     */
    public record Stopped(String embedId, int version, String dataset, String reason) {}

    private record Saved(String embedId, int version, Definition definition) {}

    /** Those of the versions that viewers may be shown: the published ones, and each dashboard's latest. */
    public List<Stopped> of(Session session, Caller caller, Schema schema) {
        List<Saved> shown = session.list(
                """
                select d.embed_id, v.version, v.definition
                from dashboard d join dashboard_version v on v.dashboard_id = d.id
                where d.team_id = ? and d.resource_type = 'dashboard'
                  and (v.version = (select max(version) from dashboard_version l where l.dashboard_id = d.id)
                       or exists (select from publication p where p.dashboard_id = d.id and p.version = v.version))
                order by d.created_at, d.id, v.version desc""",
                row -> new Saved(
                        row.text("embed_id"),
                        row.integer("version"),
                        Definition.of(Json.readStoredObject(row.text("definition")))),
                caller.teamId());
        List<Stopped> stopped = new ArrayList<>();
        for (Saved saved : shown) {
            List<Declaration> declarations = Declarations.of(saved.definition());
            for (Dataset dataset : saved.definition().datasets()) {
                if (!dataset.schema().equals(schema.name())) {
                    continue;
                }
                DatasetCheck.Draft draft =
                        new DatasetCheck.Draft(schema.name(), dataset.sql(), declarations, dataset.tenantOptional());
                check.check(session, caller.teamId(), draft).findings().stream()
                        .findFirst()
                        .ifPresent(finding -> stopped.add(new Stopped(
                                saved.embedId(),
                                saved.version(),
                                dataset.name(),
                                finding.error().toString())));
            }
        }
        return List.copyOf(stopped);
    }
}
