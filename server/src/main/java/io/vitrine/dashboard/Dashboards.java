package io.vitrine.dashboard;

import io.vitrine.access.Caller;
import io.vitrine.audit.AuditAction;
import io.vitrine.audit.AuditTrail;
import io.vitrine.database.Session;
import io.vitrine.json.Json;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.node.ObjectNode;

/**
 * The use cases of dashboards: make, find, change, delete; edit the draft; save, restore and publish versions.
 *
 * <p>Dashboards belong to the team, not to a data visibility group. Every call runs in the caller's transaction.
 */
public final class Dashboards {
    private static final String UNNAMED = "Untitled dashboard";

    private final DashboardStore store = new DashboardStore();
    private final VersionStore versions = new VersionStore();
    private final Environments environments;
    private final DefinitionCheck check;
    private final AuditTrail audit;

    public Dashboards(Environments environments, DefinitionCheck check, AuditTrail audit) {
        this.environments = environments;
        this.check = check;
        this.audit = audit;
    }

    /** All of a type, oldest first. */
    public List<Dashboard> list(Session session, Caller caller, ResourceType type) {
        return store.list(session, caller, type);
    }

    /** The dashboard, or {@code NOT_FOUND}. */
    public Dashboard get(Session session, Caller caller, String embedId) {
        return store.find(session, caller, ResourceType.DASHBOARD, embedId)
                .orElseThrow(() -> DashboardRefusals.unknown(ResourceType.DASHBOARD));
    }

    public Dashboard create(Session session, Caller caller, NewDashboard wanted) {
        EmbedId embedId = wanted.embedId().orElseGet(EmbedId::random);
        String name = wanted.name()
                .or(() -> wanted.definition()
                        .map(definition -> definition.path("name").asString(""))
                        .filter(text -> !text.isBlank()))
                .orElse(UNNAMED);
        store.insert(session, caller, embedId, name, wanted, wanted.definition().orElseGet(() -> blank(name)));
        return get(session, caller, embedId.text());
    }

    public Dashboard change(
            Session session, Caller caller, String embedId, DashboardChange change, Precondition precondition) {
        Dashboard before = locked(session, caller, ResourceType.DASHBOARD, embedId);
        if (!precondition.allows(before.revision())) {
            throw DashboardRefusals.otherRevision(before.revision());
        }
        store.update(session, before.id(), change);
        return get(session, caller, embedId);
    }

    /** Deletes a dashboard with its draft, its versions and what is published of them. */
    public void delete(Session session, Caller caller, String embedId) {
        store.delete(
                session,
                locked(session, caller, ResourceType.DASHBOARD, embedId).id());
    }

    public Draft draft(Session session, Caller caller, String embedId) {
        return store.draft(session, get(session, caller, embedId).id());
    }

    /** Replaces the draft that the precondition names; it must name one, so that editors cannot lose each other's work. */
    public Draft saveDraft(
            Session session, Caller caller, String embedId, ObjectNode definition, Precondition precondition) {
        Dashboard dashboard = locked(session, caller, ResourceType.DASHBOARD, embedId);
        Draft before = store.draft(session, dashboard.id());
        requireNamed(precondition, before);
        if (Json.write(definition).equals(Json.write(before.definition()))) {
            return before;
        }
        store.saveDraft(session, caller, dashboard.id(), definition, OptionalInt.empty());
        return store.draft(session, dashboard.id());
    }

    /**
     * Saves the draft as the next version.
     *
     * @param definition takes the draft's place first, where it is given; the precondition must then name the draft
     * @throws io.vitrine.error.Refusal with {@code INVALID_DASHBOARD} where it could not be shown
     */
    public DashboardVersion saveVersion(
            Session session,
            Caller caller,
            String embedId,
            String message,
            Optional<ObjectNode> definition,
            Precondition precondition) {
        if (definition.isPresent()) {
            saveDraft(session, caller, embedId, definition.get(), precondition);
        }
        Dashboard dashboard = locked(session, caller, ResourceType.DASHBOARD, embedId);
        Draft draft = store.draft(session, dashboard.id());
        if (definition.isEmpty() && !precondition.allows(draft.revision())) {
            throw DashboardRefusals.draftChanged(draft);
        }
        check.require(session, caller, draft.definition());
        DashboardVersion saved =
                versions.insert(session, caller, dashboard.id(), draft.definition(), message, OptionalInt.empty());
        store.markSaved(session, dashboard.id(), saved.version());
        return saved;
    }

    /** All versions, newest first. */
    public List<DashboardVersion> versions(Session session, Caller caller, String embedId) {
        return versions.list(session, get(session, caller, embedId).id());
    }

    /** A saved version with its definition. */
    public record Saved(DashboardVersion version, ObjectNode definition) {}

    /** The version, or {@code NOT_FOUND}. */
    public Saved version(Session session, Caller caller, String embedId, int version) {
        return saved(session, get(session, caller, embedId), version);
    }

    /**
     * Makes an older version the newest again: a new version with the old definition, which the draft takes over.
     *
     * <p>Where the draft has unsaved changes, the precondition must name it, because they are lost.
     */
    public DashboardVersion restore(
            Session session, Caller caller, String embedId, int version, Precondition precondition) {
        Dashboard dashboard = locked(session, caller, ResourceType.DASHBOARD, embedId);
        Saved old = saved(session, dashboard, version);
        Draft draft = store.draft(session, dashboard.id());
        if (draft.savedVersion().isEmpty() || precondition instanceof Precondition.Revision) {
            requireNamed(precondition, draft);
        }
        DashboardVersion restored = versions.insert(
                session,
                caller,
                dashboard.id(),
                old.definition(),
                "Restore version " + version,
                OptionalInt.of(version));
        store.saveDraft(session, caller, dashboard.id(), old.definition(), OptionalInt.of(restored.version()));
        return restored;
    }

    /** What the environments show of a dashboard. */
    public List<Publication> publications(Session session, Caller caller, String embedId) {
        return versions.publications(session, get(session, caller, embedId).id());
    }

    /** Lets an environment show a version; doing so again changes nothing. */
    public void publish(
            Session session, Caller caller, ResourceType type, String embedId, String environment, int version) {
        Dashboard dashboard = locked(session, caller, type, embedId);
        if (versions.find(session, dashboard.id(), version).isEmpty()) {
            throw DashboardRefusals.unknownVersion(version);
        }
        Environments.Environment target = environments.named(session, caller, environment);
        if (versions.publish(session, caller, dashboard.id(), target.id(), version)) {
            audit.record(
                    session,
                    caller,
                    AuditAction.VERSION_PUBLISHED,
                    dashboard.name(),
                    published(embedId, environment).put("version", version));
        }
    }

    /** Ends what an environment shows of a dashboard. */
    public void unpublish(Session session, Caller caller, String embedId, String environment) {
        Dashboard dashboard = locked(session, caller, ResourceType.DASHBOARD, embedId);
        long target = environments.named(session, caller, environment).id();
        if (versions.unpublish(session, dashboard.id(), target)) {
            audit.record(
                    session,
                    caller,
                    AuditAction.VERSION_UNPUBLISHED,
                    dashboard.name(),
                    published(embedId, environment));
        }
    }

    private static ObjectNode published(String embedId, String environment) {
        return Json.object().put("embed_id", embedId).put("environment", environment);
    }

    private Dashboard locked(Session session, Caller caller, ResourceType type, String embedId) {
        return store.findLocked(session, caller, type, embedId).orElseThrow(() -> DashboardRefusals.unknown(type));
    }

    private Saved saved(Session session, Dashboard dashboard, int version) {
        return new Saved(
                versions.find(session, dashboard.id(), version)
                        .orElseThrow(() -> DashboardRefusals.unknownVersion(version)),
                versions.definition(session, dashboard.id(), version)
                        .orElseThrow(() -> DashboardRefusals.unknownVersion(version)));
    }

    private static void requireNamed(Precondition precondition, Draft draft) {
        if (precondition instanceof Precondition.None) {
            throw DashboardRefusals.draftNotNamed(draft);
        }
        if (!precondition.allows(draft.revision())) {
            throw DashboardRefusals.draftChanged(draft);
        }
    }

    private static ObjectNode blank(String name) {
        ObjectNode definition = Json.object().put("name", name);
        definition.putArray("datasets");
        definition.putArray("panels");
        return definition;
    }
}
