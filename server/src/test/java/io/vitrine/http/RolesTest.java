package io.vitrine.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.access.Role;
import io.vitrine.http.edge.Method;
import io.vitrine.http.edge.Route;
import io.vitrine.testing.ApiClient;
import io.vitrine.testing.ApiClient.Answer;
import io.vitrine.testing.People;
import io.vitrine.testing.TestServer;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Who may call what: each route with the lowest role and the lowest kind of API token that it lets through.
 *
 * <p>The table must name every route of the server, so that a new one cannot be forgotten.
 */
final class RolesTest {
    private static final String TABLE = """
            POST   /api/configure_customer_portal                           editor     read-write
            POST   /api/create_customer                                     editor     read-write
            POST   /api/create_end_user                                     editor     read-write
            POST   /api/create_group_tag                                    editor     read-write
            POST   /api/create_user_group                                   editor     read-write
            GET    /api/customers                                           viewer     read-only
            GET    /api/dashboard                                           viewer     read-only
            DELETE /api/delete_customer                                     publisher  read-write
            POST   /api/delete_customer                                     publisher  read-write
            DELETE /api/delete_end_user                                     publisher  read-write
            POST   /api/delete_end_user                                     publisher  read-write
            POST   /api/delete_group_tag                                    publisher  read-write
            DELETE /api/delete_user_group                                   publisher  read-write
            POST   /api/delete_user_group                                   publisher  read-write
            POST   /api/generate_jwt                                        editor     read-write
            POST   /api/get_customer                                        viewer     read-only
            GET    /api/group_tags                                          viewer     read-only
            POST   /api/publish                                             publisher  read-write
            POST   /api/refresh_customer_token                              editor     read-write
            POST   /api/refresh_user_group_token                            editor     read-write
            POST   /api/rename_group_tag                                    editor     read-write
            GET    /api/reports                                             viewer     read-only
            POST   /api/update_customer                                     editor     read-write
            POST   /api/update_end_user                                     editor     read-write
            POST   /api/update_user_group                                   editor     read-write
            GET    /api/v1/activity                                         viewer     read-only
            GET    /api/v1/customers:count                                  viewer     read-only
            POST   /api/v1/customers/{provided_id}/changes/{version}:undo   editor     read-write
            GET    /api/v1/impact                                           viewer     admin
            GET    /api/v1/query-history                                    viewer     nobody
            GET    /api/v1/schemas/{id}/tables/{name}/rows                  editor     admin
            GET    /api/v1/api-tokens                                       admin      admin
            POST   /api/v1/api-tokens                                       admin      admin
            DELETE /api/v1/api-tokens/{id}                                  admin      admin
            GET    /api/v1/api-tokens/{id}                                  admin      admin
            PATCH  /api/v1/api-tokens/{id}                                  admin      admin
            GET    /api/v1/audit                                            admin      admin
            GET    /api/v1/changes                                          viewer     read-only
            GET    /api/v1/customers                                        viewer     read-only
            GET    /api/v1/customers/{provided_id}                          viewer     read-only
            GET    /api/v1/customers/{provided_id}/changes                  viewer     read-only
            GET    /api/v1/customers/{provided_id}/computed                 viewer     read-only
            GET    /api/v1/customers/{provided_id}/portal                   viewer     read-only
            POST   /api/v1/customers:bulk                                   editor     read-write
            GET    /api/v1/dashboards                                       viewer     read-only
            POST   /api/v1/dashboards                                       editor     read-write
            DELETE /api/v1/dashboards/{embed_id}                            publisher  read-write
            GET    /api/v1/dashboards/{embed_id}                            viewer     read-only
            PATCH  /api/v1/dashboards/{embed_id}                            editor     read-write
            GET    /api/v1/dashboards/{embed_id}/draft                      viewer     read-only
            PUT    /api/v1/dashboards/{embed_id}/draft                      editor     read-write
            GET    /api/v1/dashboards/{embed_id}/environments               viewer     read-only
            PUT    /api/v1/dashboards/{embed_id}/environments               publisher  read-write
            DELETE /api/v1/dashboards/{embed_id}/environments/{name}        publisher  read-write
            PUT    /api/v1/dashboards/{embed_id}/environments/{name}        publisher  read-write
            POST   /api/v1/dashboards/{embed_id}/previews                   viewer     read-only
            GET    /api/v1/dashboards/{embed_id}/versions                   viewer     read-only
            POST   /api/v1/dashboards/{embed_id}/versions                   editor     read-write
            GET    /api/v1/dashboards/{embed_id}/versions/{version}         viewer     read-only
            POST   /api/v1/dashboards/{embed_id}/versions/{version}:restore editor     read-write
            GET    /api/v1/dashboards:schema                                viewer     read-only
            POST   /api/v1/dashboards:validate                              viewer     read-only
            GET    /api/v1/data-sources                                     viewer     admin
            POST   /api/v1/data-sources                                     editor     admin
            DELETE /api/v1/data-sources/{id}                                publisher  admin
            GET    /api/v1/data-sources/{id}                                viewer     admin
            PATCH  /api/v1/data-sources/{id}                                editor     admin
            POST   /api/v1/data-sources/{id}:test                           editor     admin
            POST   /api/v1/data-sources:test                                editor     admin
            GET    /api/v1/embed-secrets                                    admin      admin
            POST   /api/v1/embed-secrets                                    admin      admin
            DELETE /api/v1/embed-secrets/{id}                               admin      admin
            GET    /api/v1/embed-secrets/{id}                               admin      admin
            PATCH  /api/v1/embed-secrets/{id}                               admin      admin
            GET    /api/v1/environments                                     viewer     read-only
            POST   /api/v1/environments                                     publisher  read-write
            DELETE /api/v1/environments/{name}                              publisher  read-write
            GET    /api/v1/invitations                                      admin      admin
            POST   /api/v1/invitations                                      admin      admin
            GET    /api/v1/invitations/by-code/{code}                       anybody    -
            DELETE /api/v1/invitations/{id}                                 admin      admin
            POST   /api/v1/invitations:accept                               anybody    -
            GET    /api/v1/levels                                           viewer     read-only
            PUT    /api/v1/levels                                           admin      admin
            GET    /api/v1/members                                          viewer     admin
            DELETE /api/v1/members/{id}                                     admin      admin
            GET    /api/v1/members/{id}                                     viewer     admin
            PATCH  /api/v1/members/{id}                                     admin      admin
            POST   /api/v1/members/{id}:reset-password                      admin      admin
            GET    /api/v1/origins                                          admin      admin
            PUT    /api/v1/origins                                          admin      admin
            POST   /api/v1/query:check                                      viewer     read-only
            POST   /api/v1/query:preview                                    editor     read-write
            GET    /api/v1/query:variables                                  viewer     read-only
            GET    /api/v1/schemas                                          viewer     admin
            POST   /api/v1/schemas                                          editor     admin
            DELETE /api/v1/schemas/{id}                                     publisher  admin
            GET    /api/v1/schemas/{id}                                     viewer     admin
            PATCH  /api/v1/schemas/{id}                                     editor     admin
            GET    /api/v1/schemas/{id}/tables                              viewer     read-only
            PATCH  /api/v1/schemas/{id}/tables/{name}                       editor     admin
            POST   /api/v1/schemas/{id}:sync                                editor     admin
            DELETE /api/v1/session                                          viewer     nobody
            GET    /api/v1/session                                          viewer     nobody
            POST   /api/v1/session                                          anybody    -
            GET    /api/v1/session/oidc                                     anybody    -
            GET    /api/v1/session/oidc/callback                            anybody    -
            POST   /api/v1/session/password                                 viewer     nobody
            GET    /api/v1/sessions                                         viewer     nobody
            DELETE /api/v1/sessions/{id}                                    viewer     nobody
            GET    /api/v1/setup                                            anybody    -
            POST   /api/v1/setup                                            anybody    -
            GET    /api/v1/source-kinds                                     viewer     read-only
            GET    /api/v1/usage                                            viewer     read-only
            GET    /api/v1/visibility-groups                                viewer     admin
            POST   /api/v1/visibility-groups                                admin      admin
            DELETE /api/v1/visibility-groups/{id}                           admin      admin
            GET    /api/v1/visibility-groups/{id}                           viewer     admin
            PATCH  /api/v1/visibility-groups/{id}                           admin      admin
            GET    /api/v2/customers                                        viewer     read-only
            POST   /embed/create_user_group                                 editor     read-write
            POST   /embed/update_user_group                                 editor     read-write
            GET    /v2/api/customers                                        viewer     read-only
            """;

    /** What browsers, viewers and the machines around a server call: no role is asked for. */
    private static final Set<String> OUTSIDE = Set.of(
            "/health/",
            "/metrics",
            "/openapi.json",
            "/docs",
            "/embed/session",
            "/embed/revision",
            "/embed/live",
            "/embed/data",
            "/embed/csv",
            "/iframe/",
            "/bundle.js",
            "/assets/");

    private static final List<String> TOKENS = List.of("read-only", "read-write", "admin");

    private record Rule(String method, String template, String role, String token) {
        String route() {
            return method + " " + template;
        }
    }

    private static TestServer server;
    private static final Map<Role, ApiClient> MEMBERS = new EnumMap<>(Role.class);
    private static final Map<String, ApiClient> CLIENTS = new LinkedHashMap<>();

    @BeforeAll
    static void start() {
        server = TestServer.start();
        ApiClient first = People.firstAdmin(server);
        for (Role role : Role.values()) {
            MEMBERS.put(role, People.member(server, first, role.wireName() + "@example.com", role));
        }
        TOKENS.forEach(access -> CLIENTS.put(access, server.withNewToken("Production", access)));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theTableNamesEveryRoute() {
        Set<String> routes = server.routes().stream()
                .filter(route -> route.method() != Method.OPTIONS
                        && OUTSIDE.stream().noneMatch(route.template()::startsWith)
                        && !isOfTheConsole(route.template()))
                .map(RolesTest::name)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> named = rules().stream().map(Rule::route).collect(Collectors.toCollection(TreeSet::new));
        assertThat(named).isEqualTo(routes);
    }

    @Test
    void eachRoleMayDoItsPartAndNoMore() {
        for (Rule rule : guarded()) {
            Role lowest = Role.named(rule.role()).orElseThrow();
            MEMBERS.forEach((role, member) -> {
                if (rule.route().equals("DELETE /api/v1/session")) {
                    return;
                }
                Answer answer = call(member, rule);
                String said = role + " " + rule.route() + " " + answer.text();
                if (role.compareTo(lowest) >= 0) {
                    assertThat(answer.status()).describedAs(said).isNotIn(401, 403);
                } else {
                    assertThat(answer.status()).describedAs(said).isEqualTo(403);
                    assertThat(answer.code()).isEqualTo("forbidden");
                    assertThat(answer.json().path("error_msg").stringValue())
                            .startsWith("Your role (" + role.label() + ") may not ")
                            .contains("the role " + lowest.label());
                }
            });
        }
    }

    @Test
    void eachKindOfTokenMayDoItsPartAndNoMore() {
        for (Rule rule : guarded()) {
            for (String access : TOKENS) {
                Answer answer = call(Objects.requireNonNull(CLIENTS.get(access)), rule);
                String said = access + " " + rule.route() + " " + answer.text();
                if (rule.token().equals("nobody")) {
                    assertThat(answer.status()).describedAs(said).isEqualTo(401);
                } else if (TOKENS.indexOf(access) >= TOKENS.indexOf(rule.token())) {
                    assertThat(answer.status()).describedAs(said).isNotIn(401, 403);
                } else {
                    assertThat(answer.status()).describedAs(said).isEqualTo(403);
                }
            }
        }
    }

    @Test
    void withoutATokenOrASessionNothingIsAnswered() {
        for (Rule rule : guarded()) {
            assertThat(call(server.anonymous(), rule).status())
                    .describedAs(rule.route())
                    .isEqualTo(401);
        }
    }

    @Test
    void viewersSeeNoCredentialsAndNoCustomerTokens() {
        server.admin().post("/api/create_customer/", "{'provided_id':'acme'}");
        server.admin().post("/api/v1/schemas", "{'name':'shop','id':40}");
        Answer source = server.admin()
                .post(
                        "/api/v1/data-sources",
                        "{'name':'books','schema_id':40,'kind':'postgresql','connection':{'host':'db.internal',"
                                + "'database':'shop','user':'reporting','password':'hidden-password'}}");
        assertThat(source.status()).describedAs(source.text()).isEqualTo(201);
        ApiClient viewer = Objects.requireNonNull(MEMBERS.get(Role.VIEWER));
        ApiClient editor = Objects.requireNonNull(MEMBERS.get(Role.EDITOR));
        for (String path :
                List.of("/api/v1/customers", "/api/customers/", "/v2/api/customers/", "/api/v2/customers/")) {
            assertThat(viewer.get(path).text()).contains("acme").doesNotContainPattern("[0-9a-f]{64}");
            assertThat(editor.get(path).text()).containsPattern("\"token\":\"[0-9a-f]{64}\"");
        }
        Answer got = viewer.post("/api/get_customer/", "{'provided_id':'acme'}");
        assertThat(got.json().at("/customer/token").isNull()).isTrue();
        assertThat(viewer.get("/api/v1/customers/acme").json().path("token").isNull())
                .isTrue();
        assertThat(viewer.get("/api/v1/customers/acme/changes").text()).doesNotContainPattern("[0-9a-f]{64}");
        assertThat(viewer.get("/api/v1/data-sources").text())
                .contains("books")
                .doesNotContain("hidden-password", "db.internal", "reporting");
        assertThat(editor.get("/api/v1/data-sources").text())
                .contains("reporting")
                .doesNotContain("hidden-password");
    }

    private static Answer call(ApiClient client, Rule rule) {
        String path = rule.template().replace("{id}", "999999999999").replaceAll("\\{[^}]*}", "1");
        boolean bare = rule.method().equals("GET");
        return client.unchecked()
                .send(
                        rule.method(),
                        path,
                        bare ? new byte[0] : "{}".getBytes(StandardCharsets.UTF_8),
                        bare ? Map.of() : Map.of("Content-Type", "application/json"));
    }

    private static List<Rule> guarded() {
        return rules().stream().filter(rule -> !rule.role().equals("anybody")).toList();
    }

    private static List<Rule> rules() {
        return TABLE.lines()
                .map(line -> line.split(" +", -1))
                .map(cells -> new Rule(cells[0], cells[1], cells[2], cells[3]))
                .toList();
    }

    private static boolean isOfTheConsole(String template) {
        String part = template.split("/", -1)[1];
        return part.isEmpty() || ConsolePages.PARTS.contains(part);
    }

    private static String name(Route route) {
        return route.method() + " " + route.template();
    }
}
