package io.vitrine.demo;

import io.vitrine.access.Caller;
import io.vitrine.customer.CustomerDirectory;
import io.vitrine.customer.NewCustomer;
import io.vitrine.database.Session;
import io.vitrine.json.Json;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The sample customers: two tenants with users below them, and a demo customer. */
final class DemoTeam {
    private final CustomerDirectory directory;

    DemoTeam(CustomerDirectory directory) {
        this.directory = directory;
    }

    void create(Session session, Caller caller, long schema, long postgres, long duckDb) {
        for (String tag : List.of("engineers", "sales")) {
            session.update(
                    "insert into group_tag (team_id, name) values (?, ?) on conflict do nothing", caller.teamId(), tag);
        }
        create(session, caller, tenant("acme", "Acme Coffee", "EMEA", mapping(schema, postgres), "sales", false));
        create(session, caller, user("alice", "Alice Abel", "acme", "alice@acme.example"));
        create(session, caller, user("bob", "Bob Brandt", "acme", "bob@acme.example"));
        create(
                session,
                caller,
                tenant("globex", "Globex Roasters", "APAC", mapping(schema, duckDb), "engineers", false));
        create(session, caller, user("carol", "Carol Chen", "globex", "carol@globex.example"));
        create(session, caller, tenant("trial", "Trial Café", "AMER", mapping(schema, postgres), "sales", true));
    }

    private void create(Session session, Caller caller, NewCustomer customer) {
        directory.getOrCreate(session, caller, customer);
    }

    private static NewCustomer tenant(
            String id, String name, String region, ObjectNode mapping, String tag, boolean isDemo) {
        return new NewCustomer(
                id,
                Optional.of(name),
                Optional.of(mapping),
                isDemo,
                Optional.of(Json.object().put("region", region)),
                List.of("owner@" + id + ".example"),
                List.of(tag),
                Optional.of("Customer"),
                Optional.empty(),
                Optional.empty());
    }

    private static NewCustomer user(String id, String name, String parent, String email) {
        return new NewCustomer(
                id,
                Optional.of(name),
                Optional.empty(),
                false,
                Optional.empty(),
                List.of(email),
                List.of(),
                Optional.of("User"),
                Optional.of(parent),
                Optional.empty());
    }

    private static ObjectNode mapping(long schema, long source) {
        return Json.object().put(Long.toString(schema), Long.toString(source));
    }
}
