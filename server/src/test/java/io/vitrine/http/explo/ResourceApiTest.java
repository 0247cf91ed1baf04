package io.vitrine.http.explo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.database.Database;
import io.vitrine.testing.ApiClient;
import io.vitrine.testing.ApiClient.Answer;
import io.vitrine.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The Resource API as published: list dashboards and report builders, publish a version. */
final class ResourceApiTest {
    private static TestServer server;
    private static ApiClient api;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        api = server.admin();
        api.post(
                "/api/v1/dashboards",
                "{'name':'Example Dashboard','embed_id':'vcjTgL2wdX',"
                        + "'attributes':[{'attribute':'Team','value':'Engineering'}]}");
        api.post("/api/v1/dashboards/vcjTgL2wdX/versions", "{}");
        api.post("/api/v1/dashboards/vcjTgL2wdX/versions", "{}");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void listsDashboardsInTheDocumentedShape() {
        for (String path : new String[] {"/api/dashboard/", "/api/dashboard"}) {
            Answer answer = api.get(path);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.text())
                    .matches("\\{\"success\":1,\"dashboards\":\\[\\{\"team_id\":\\d+,\"name\":\"Example Dashboard\","
                            + "\"embed_id\":\"vcjTgL2wdX\",\"attributes\":\\[\\{\"attribute\":\"Team\","
                            + "\"value\":\"Engineering\"}],\"is_drilldown\":false}]}");
        }
    }

    @Test
    void listsAndPublishesReportBuildersApartFromDashboards() {
        assertThat(api.get("/api/reports/").text()).isEqualTo("{\"success\":1,\"reports\":[]}");
        try (Database database = Database.open(server.database(), 1)) {
            database.transact(session -> {
                session.update("""
                        with made as (
                          insert into dashboard (team_id, embed_id, resource_type, name)
                          select min(id), 'JQvCTLT76V', 'report', 'Example Report' from team returning id),
                        drafted as (
                          insert into dashboard_draft (dashboard_id, definition, actor)
                          select id, '{}', 'system' from made returning dashboard_id)
                        insert into dashboard_version (dashboard_id, version, definition, actor)
                        select dashboard_id, 1, '{}', 'system' from drafted""");
            });
            assertThat(api.get("/api/reports/").text())
                    .isEqualTo("{\"success\":1,\"reports\":[{\"name\":\"Example Report\","
                            + "\"embed_id\":\"JQvCTLT76V\"}]}");
            assertThat(publish("JQvCTLT76V", "report", "production", "1").text())
                    .isEqualTo("{\"success\":1}");
            assertThat(publish("JQvCTLT76V", "dashboard", "production", "1").status())
                    .isEqualTo(404);
            database.transact(session -> session.update("delete from dashboard where embed_id = 'JQvCTLT76V'"));
        }
    }

    @Test
    void publishesAVersionAndDoingSoAgainChangesNothing() {
        assertThat(publish("vcjTgL2wdX", "dashboard", "production", "2").text()).isEqualTo("{\"success\":1}");
        String before = api.get("/api/v1/dashboards/vcjTgL2wdX/environments").text();
        assertThat(publish("vcjTgL2wdX", "dashboard", "production", "2").text()).isEqualTo("{\"success\":1}");
        assertThat(api.get("/api/v1/dashboards/vcjTgL2wdX/environments").text()).isEqualTo(before);
        assertThat(before).contains("\"name\":\"production\",\"version\":2");
    }

    @Test
    void refusesToPublishWhatIsNotThere() {
        assertThat(publish("vcjTgL2wdX", "chart", "production", "1").field()).isEqualTo("resource_type");
        assertThat(publish("vcjTgL2wdX", "chart", "production", "1").status()).isEqualTo(400);
        assertThat(publish("unknownOne", "dashboard", "production", "1").status())
                .isEqualTo(404);
        assertThat(publish("vcjTgL2wdX", "dashboard", "production", "99").status())
                .isEqualTo(404);
        assertThat(publish("vcjTgL2wdX", "dashboard", "prod", "1").status()).isEqualTo(400);
        assertThat(publish("vcjTgL2wdX", "dashboard", "prod", "1")
                        .json()
                        .path("error_msg")
                        .asString())
                .contains("production, staging");
        assertThat(publish("vcjTgL2wdX", "dashboard", "production", "'x'").field())
                .isEqualTo("version_number");
        assertThat(publish("vcjTgL2wdX", "dashboard", "production", "99999999999")
                        .status())
                .isEqualTo(404);
    }

    private static Answer publish(String embedId, String type, String environment, String version) {
        return api.post(
                "/api/publish/",
                "{'embed_id':'" + embedId + "','resource_type':'" + type + "','environment':'" + environment
                        + "','version_number':" + version + "}");
    }
}
