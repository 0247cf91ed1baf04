package io.vitrine.dashboard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vitrine.database.Database;
import io.vitrine.database.Row;
import io.vitrine.database.VersionedCache;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import io.vitrine.json.Json;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Finds what is to be shown of a dashboard.
 *
 * <p>Definitions are remembered by version, or by the draft's revision: neither ever changes. Which one is shown is
 * remembered for as long as the version of the set-up stands that the caller has just read, so what was just published
 * shows at once, on every node. Drafts do not count as set up, and are asked for every time.
 */
public final class ShownDashboards {
    private static final int MOST_REMEMBERED = 500;
    private static final int MOST_PLACES = 10_000;

    private final Database database;
    private final DefinitionCheck check;
    private final VersionedCache<Place, Optional<Found>> places = new VersionedCache<>(MOST_PLACES);
    private final Cache<Key, Definition> definitions =
            Caffeine.newBuilder().maximumSize(MOST_REMEMBERED).build();

    public ShownDashboards(Database database, DefinitionCheck check) {
        this.database = database;
        this.check = check;
    }

    /** Where somebody looks. */
    private record Place(long visibilityGroupId, String embedId, String environment) {}

    private record Key(long dashboardId, boolean draft, long number) {}

    private record Found(
            long id,
            long teamId,
            String embedId,
            Visibility visibility,
            long revision,
            long draftRevision,
            boolean environmentExists,
            OptionalInt published,
            OptionalInt latest,
            List<String> levels,
            List<String> embedOrigins) {}

    /**
     * The dashboard of that id, as the team of a data visibility group shows it; empty where the team has none.
     *
     * @param setupVersion as read for this call
     * @throws Refusal with {@code NOT_FOUND} where the dashboard is there and the state is not, {@code INVALID_FIELD} for
     *     an unknown environment, {@code INVALID_DASHBOARD} for a draft that cannot be shown
     */
    public Optional<ShownDashboard> find(long setupVersion, long visibilityGroupId, String embedId, Shown shown) {
        Optional<String> environment = shown instanceof Shown.In(Optional<String> name) ? name : Optional.empty();
        Place place = new Place(visibilityGroupId, embedId, environment.orElse(Environments.PRODUCTION));
        return switch (shown) {
            case Shown.In _ -> kept(place, setupVersion).map(found -> version(found, version(found, environment)));
            case Shown.Version(int version) -> kept(place, setupVersion).map(found -> version(found, version));
            case Shown.Unsaved _ -> found(place).map(this::draft);
        };
    }

    private Optional<Found> kept(Place place, long setupVersion) {
        return places.get(place, setupVersion, () -> found(place));
    }

    private Optional<Found> found(Place place) {
        return database.withSession(session -> session.first(
                SELECT, ShownDashboards::found, place.environment(), place.embedId(), place.visibilityGroupId()));
    }

    private static int version(Found found, Optional<String> environment) {
        if (environment.isEmpty()) {
            OptionalInt version = found.published().isPresent() ? found.published() : found.latest();
            return version.orElseThrow(
                    () -> new Refusal(ErrorCode.NOT_FOUND, "This dashboard has never been saved as a version."));
        }
        String name = environment.get();
        if (!found.environmentExists()) {
            throw new Refusal(ErrorCode.INVALID_FIELD, "environment", "There is no environment \"" + name + "\".");
        }
        return found.published()
                .orElseThrow(() -> new Refusal(
                        ErrorCode.NOT_FOUND, "environment", "This dashboard is not published to \"" + name + "\"."));
    }

    private ShownDashboard version(Found found, int version) {
        Definition definition = definitions.get(
                new Key(found.id(), false, version),
                key -> database.withSession(session -> session.first(
                                "select definition from dashboard_version where dashboard_id = ? and version = ?",
                                row -> Definition.of(Json.readStoredObject(row.text("definition"))),
                                found.id(),
                                version))
                        .orElseThrow(() -> DashboardRefusals.unknownVersion(version)));
        return dashboard(found, OptionalInt.of(version), "v" + version + "." + found.revision(), definition);
    }

    private ShownDashboard draft(Found found) {
        long revision = found.draftRevision();
        Definition definition = definitions.get(
                new Key(found.id(), true, revision),
                key -> database.withSession(session -> Definition.of(session.one(
                        "select definition from dashboard_draft where dashboard_id = ?",
                        row -> check.required(session, found.teamId(), Json.readStoredObject(row.text("definition"))),
                        found.id()))));
        return dashboard(found, OptionalInt.empty(), "d" + revision + "." + found.revision(), definition);
    }

    private static ShownDashboard dashboard(Found found, OptionalInt version, String state, Definition definition) {
        return new ShownDashboard(
                found.id(),
                found.teamId(),
                new EmbedId(found.embedId()),
                version,
                state,
                found.visibility(),
                definition,
                found.levels(),
                found.embedOrigins());
    }

    private static final String SELECT = """
            select d.id, d.team_id, d.embed_id, d.visibility, d.revision, f.revision as draft_revision,
                   e.id is not null as environment_exists, p.version as published, t.embed_origins,
                   (select max(version) from dashboard_version v where v.dashboard_id = d.id) as latest,
                   (select array_agg(name order by position) from hierarchy_level l where l.team_id = t.id) as levels
            from visibility_group g
            join team t on t.id = g.team_id
            join dashboard d on d.team_id = t.id
            join dashboard_draft f on f.dashboard_id = d.id
            left join environment e on e.team_id = t.id and e.name = ?
            left join publication p on p.dashboard_id = d.id and p.environment_id = e.id
            where d.embed_id = ? and d.resource_type = 'dashboard' and g.id = ?""";

    private static Found found(Row row) throws SQLException {
        return new Found(
                row.number("id"),
                row.number("team_id"),
                row.text("embed_id"),
                Visibility.of(Json.readStoredObject(row.text("visibility"))),
                row.number("revision"),
                row.number("draft_revision"),
                row.bool("environment_exists"),
                DashboardStore.optionalInt(row, "published"),
                DashboardStore.optionalInt(row, "latest"),
                row.texts("levels"),
                row.texts("embed_origins"));
    }
}
