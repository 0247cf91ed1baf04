package io.vitrine.http.v1;

import io.vitrine.access.Caller;
import io.vitrine.access.Permission;
import io.vitrine.audit.AuditAction;
import io.vitrine.audit.AuditEntry;
import io.vitrine.audit.AuditTrail;
import io.vitrine.database.Database;
import io.vitrine.http.Guard;
import io.vitrine.http.QueryFields;
import io.vitrine.http.edge.Reply;
import io.vitrine.http.edge.Request;
import io.vitrine.http.edge.Route;
import io.vitrine.json.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /api/v1/audit}: who did what to the team itself, newest first. */
public final class AuditResource {
    private static final int LARGEST_PAGE = 1_000;
    private static final int USUAL_PAGE = 100;
    private static final long MICROS = 1_000_000;
    private static final Pattern CURSOR = Pattern.compile("([0-9]{1,17})-([0-9]{1,18})");

    private final Database database;
    private final AuditTrail audit;

    public AuditResource(Database database, AuditTrail audit) {
        this.database = database;
        this.audit = audit;
    }

    public List<Route> routes(Guard guard) {
        return List.of(Route.get("/api/v1/audit", guard.with(Permission.ADMINISTER, this::list)));
    }

    private Reply list(Caller caller, Request request) {
        QueryFields query = new QueryFields(request);
        int limit = query.number("limit", 1, LARGEST_PAGE, USUAL_PAGE);
        Optional<AuditTrail.Place> before = query.text("cursor").map(AuditResource::place);
        Optional<AuditAction> action = query.text("action")
                .map(name -> AuditAction.named(name)
                        .orElseThrow(() -> QueryFields.invalid("action", "takes an action such as sign_in")));
        List<AuditEntry> entries =
                database.withSession(session -> audit.list(session, caller.teamId(), action, before, limit + 1));
        boolean more = entries.size() > limit;
        List<AuditEntry> shown = more ? entries.subList(0, limit) : entries;
        ObjectNode body = Json.object();
        ArrayNode list = body.putArray("entries");
        shown.forEach(entry -> list.add(json(entry)));
        if (more) {
            AuditEntry last = shown.getLast();
            body.put("next_cursor", ChronoUnit.MICROS.between(Instant.EPOCH, last.at()) + "-" + last.id());
        } else {
            body.putNull("next_cursor");
        }
        return Reply.json(body);
    }

    private static AuditTrail.Place place(String cursor) {
        Matcher matcher = CURSOR.matcher(cursor);
        if (!matcher.matches()) {
            throw QueryFields.invalid("cursor", "takes the next_cursor of an answer");
        }
        long micros = Long.parseLong(matcher.group(1));
        return new AuditTrail.Place(
                Instant.ofEpochSecond(micros / MICROS, micros % MICROS * 1_000), Long.parseLong(matcher.group(2)));
    }

    private static ObjectNode json(AuditEntry entry) {
        ObjectNode json = Json.object()
                .put("id", entry.id())
                .put("at", entry.at().toString())
                .put("actor", entry.actor());
        entry.actorName().ifPresentOrElse(name -> json.put("actor_name", name), () -> json.putNull("actor_name"));
        json.put("action", entry.action()).put("subject", entry.subject()).set("detail", entry.detail());
        entry.address().ifPresentOrElse(text -> json.put("address", text), () -> json.putNull("address"));
        return json;
    }
}
