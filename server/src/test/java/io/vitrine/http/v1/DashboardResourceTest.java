package io.vitrine.http.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.testing.ApiClient;
import io.vitrine.testing.ApiClient.Answer;
import io.vitrine.testing.Team;
import io.vitrine.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code /api/v1/dashboards}: records, drafts, versions, environments. */
final class DashboardResourceTest {
    private static final String DEFINITION = """
            {'name':'Sales','datasets':[{'name':'orders','schema':'shop','sql':'select 1.50 as amount'}],
             'panels':[{'id':'total','type':'kpi','dataset':'orders','value':{'column':'amount'}}]}""";

    private static TestServer server;
    private static ApiClient api;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        api = server.admin();
        Team.schema(server, "shop");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void makesADashboardWithAnEmbedIdOfTenCharacters() {
        Answer answer = api.post("/api/v1/dashboards", "{'name':'Sales','is_drilldown':true}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("embed_id").asString()).matches("[0-9A-Za-z]{10}");
        assertThat(answer.json().path("is_drilldown").asBoolean()).isTrue();
        assertThat(answer.json().path("latest_version").isNull()).isTrue();
        Answer read =
                api.get("/api/v1/dashboards/" + answer.json().path("embed_id").asString() + "/");
        assertThat(read.text()).isEqualTo(answer.text());
        assertThat(read.header("ETag")).contains("\"1\"");
    }

    @Test
    void keepsAnEmbedIdThatIsGivenAndRefusesItASecondTime() {
        assertThat(create("keepsMyId1", "{}").status()).isEqualTo(201);
        Answer again = create("keepsMyId1", "{}");
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.field()).isEqualTo("embed_id");
        assertThat(create("too-short", "{}").status()).isEqualTo(400);
    }

    @Test
    void changesOnlyTheFieldsThatAreGivenAndOnlyTheRevisionThatIsNamed() {
        create("patchedOne", "{}");
        Answer changed = api.patch(
                "/api/v1/dashboards/patchedOne", "{'attributes':[{'attribute':'Team','value':'Engineering'}]}");
        assertThat(changed.json().path("name").asString()).isEqualTo("Sales");
        assertThat(changed.json().path("attributes").path(0).path("value").asString())
                .isEqualTo("Engineering");

        Answer stale = api.send(
                "PATCH",
                "/api/v1/dashboards/patchedOne",
                "{\"name\":\"Late\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8),
                Map.of("If-Match", "\"1\"", "Content-Type", "application/json"));
        assertThat(stale.status()).isEqualTo(412);
        assertThat(api.get("/api/v1/dashboards/patchedOne").json().path("name").asString())
                .isEqualTo("Sales");
    }

    @Test
    void aDeletedDashboardIsGoneWithAllThatBelongsToIt() {
        create("deletedOne", DEFINITION);
        api.post("/api/v1/dashboards/deletedOne/versions", "{}");
        api.put("/api/v1/dashboards/deletedOne/environments/production", "{'version':1}");

        assertThat(api.delete("/api/v1/dashboards/deletedOne").status()).isEqualTo(204);
        assertThat(api.get("/api/v1/dashboards/deletedOne").status()).isEqualTo(404);
        assertThat(api.get("/api/v1/dashboards/deletedOne/draft").status()).isEqualTo(404);
        assertThat(api.delete("/api/v1/dashboards/deletedOne").status()).isEqualTo(404);
    }

    @Test
    void aDefinitionComesBackAsItWasSent() {
        String odd = "{'name':'Odd','panels':[],'datasets':[],'refresh_minutes':2.50,'live':true}";
        create("asWasSent1", odd);
        assertThat(api.get("/api/v1/dashboards/asWasSent1/draft").text())
                .contains("\"definition\":" + odd.replace('\'', '"'));
        api.post("/api/v1/dashboards/asWasSent1/versions", "{}");
        assertThat(api.get("/api/v1/dashboards/asWasSent1/versions/1").text())
                .contains("\"definition\":" + odd.replace('\'', '"'));
    }

    @Test
    void aDraftIsReplacedOnlyByWhoNamesIt() {
        create("twoEditors", "{}");
        assertThat(putDraft("twoEditors", "{'name':'None'}", Map.of()).status()).isEqualTo(412);

        Answer first = putDraft("twoEditors", "{'name':'Ann'}", Map.of("If-Match", "\"1\""));
        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("ETag")).contains("\"2\"");

        Answer second = putDraft("twoEditors", "{'name':'Bob'}", Map.of("If-Match", "\"1\""));
        assertThat(second.status()).isEqualTo(412);
        assertThat(second.json().path("error_msg").asString()).contains("token:", "revision 2");
        assertThat(draftName("twoEditors")).isEqualTo("Ann");

        assertThat(putDraft("twoEditors", "{'name':'Bob'}", Map.of("If-Match", "*"))
                        .status())
                .isEqualTo(200);
        assertThat(draftName("twoEditors")).isEqualTo("Bob");
    }

    @Test
    void ofManyEditorsWhoReplaceTheSameDraftAtOnceExactlyOneDoes() throws Exception {
        create("manyEditor", "{}");
        List<Integer> statuses =
                together(16, i -> putDraft("manyEditor", "{'name':'Editor " + i + "'}", Map.of("If-Match", "\"1\"")));

        assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
        assertThat(statuses).filteredOn(status -> status == 412).hasSize(15);
        assertThat(api.get("/api/v1/dashboards/manyEditor/draft").header("ETag"))
                .contains("\"2\"");
    }

    @Test
    void versionsCountUpWithoutGapsAlsoWhenSavedAtOnce() throws Exception {
        create("linearHist", DEFINITION);
        List<Integer> statuses =
                together(8, i -> api.post("/api/v1/dashboards/linearHist/versions", "{'message':'Save " + i + "'}"));

        assertThat(statuses).containsOnly(201);
        assertThat(api.get("/api/v1/dashboards/linearHist/versions")
                        .json()
                        .path("versions")
                        .valueStream()
                        .map(version -> version.path("version").intValue()))
                .containsExactly(8, 7, 6, 5, 4, 3, 2, 1);
        assertThat(api.get("/api/v1/dashboards/linearHist")
                        .json()
                        .path("has_unsaved_changes")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void aDraftMayBeUnfinishedAndAVersionMayNot() {
        create("unfinished", "{}");
        assertThat(putDraft("unfinished", "{'panels':'soon'}", Map.of("If-Match", "*"))
                        .status())
                .isEqualTo(200);

        Answer refused = api.post("/api/v1/dashboards/unfinished/versions", "{}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("invalid_dashboard");
        assertThat(api.get("/api/v1/dashboards/unfinished/versions")
                        .json()
                        .path("versions")
                        .size())
                .isZero();
    }

    @Test
    void restoringAnOldVersionMakesANewOneAndNeverLosesADraftSilently() {
        create("restoredOn", DEFINITION);
        api.post("/api/v1/dashboards/restoredOn/versions", "{'message':'First'}");
        putDraft("restoredOn", DEFINITION.replace("Sales", "Revenue"), Map.of("If-Match", "*"));
        api.post("/api/v1/dashboards/restoredOn/versions", "{}");
        putDraft("restoredOn", DEFINITION.replace("Sales", "Unsaved"), Map.of("If-Match", "*"));

        Answer refused = api.post("/api/v1/dashboards/restoredOn/versions/1:restore", "{}");
        assertThat(refused.status()).isEqualTo(412);
        assertThat(draftName("restoredOn")).isEqualTo("Unsaved");

        Answer restored = api.post("/api/v1/dashboards/restoredOn/versions/1:restore/", "{}", Map.of("If-Match", "*"));
        assertThat(restored.status()).isEqualTo(201);
        assertThat(restored.json().path("version").intValue()).isEqualTo(3);
        assertThat(restored.json().path("restored_from").intValue()).isEqualTo(1);
        assertThat(draftName("restoredOn")).isEqualTo("Sales");
        assertThat(api.post("/api/v1/dashboards/restoredOn/versions/9:restore", "{}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void environmentsShowTheVersionThatWasPutThere() {
        create("publishedT", DEFINITION);
        api.post("/api/v1/dashboards/publishedT/versions", "{}");
        assertThat(api.get("/api/v1/dashboards/publishedT/environments").text())
                .isEqualTo("{\"environments\":[{\"name\":\"production\",\"version\":null},"
                        + "{\"name\":\"staging\",\"version\":null}]}");

        Answer put = api.put("/api/v1/dashboards/publishedT/environments", "{'environments':{'staging':1}}");
        assertThat(put.status()).isEqualTo(200);
        assertThat(api.get("/api/v1/dashboards/publishedT")
                        .json()
                        .path("environments")
                        .toString())
                .isEqualTo("{\"staging\":1}");

        Answer refused = api.put("/api/v1/dashboards/publishedT/environments", "{'environments':{'production':7}}");
        assertThat(refused.status()).isEqualTo(404);
        assertThat(api.get("/api/v1/dashboards/publishedT")
                        .json()
                        .path("environments")
                        .toString())
                .as("a refused call changes nothing")
                .isEqualTo("{\"staging\":1}");
    }

    @Test
    void aTeamHasAnyNumberOfEnvironmentsAndKeepsThoseInUse() {
        create("envDeletes", DEFINITION);
        api.post("/api/v1/dashboards/envDeletes/versions", "{}");
        assertThat(api.post("/api/v1/environments", "{'name':'email'}").status())
                .isEqualTo(201);
        assertThat(api.post("/api/v1/environments", "{'name':'email'}").status())
                .isEqualTo(409);
        api.put("/api/v1/dashboards/envDeletes/environments/email", "{'version':1}");

        assertThat(api.delete("/api/v1/environments/email").status()).isEqualTo(409);
        assertThat(api.delete("/api/v1/environments/production").status()).isEqualTo(409);
        assertThat(api.delete("/api/v1/dashboards/envDeletes/environments/email")
                        .status())
                .isEqualTo(204);
        assertThat(api.delete("/api/v1/environments/email").status()).isEqualTo(204);
        for (Answer again : List.of(
                api.delete("/api/v1/environments/email"),
                api.delete("/api/v1/dashboards/envDeletes/environments/email"),
                api.put("/api/v1/dashboards/envDeletes/environments/email", "{'version':1}"))) {
            assertThat(again.status()).isEqualTo(404);
            assertThat(again.field()).isEqualTo("name");
            assertThat(again.text()).contains("production, staging");
        }
    }

    @Test
    void draftsVersionsAndEnvironmentsNameWhoDidIt() {
        create("namedByWho", DEFINITION);
        Answer saved = api.post("/api/v1/dashboards/namedByWho/versions", "{}");
        api.put("/api/v1/dashboards/namedByWho/environments/production", "{'version':1}");
        String actor = saved.json().path("created_by").asString();
        String name = api.get("/api/v1/api-tokens")
                .json()
                .path("api_tokens")
                .valueStream()
                .filter(token -> actor.equals("token:" + token.path("id").asString()))
                .map(token -> token.path("name").asString())
                .findFirst()
                .orElseThrow();

        assertThat(saved.json().path("created_by_name").asString()).isEqualTo(name);
        assertThat(api.get("/api/v1/dashboards/namedByWho/versions").text())
                .contains("\"created_by_name\":\"" + name + "\"");
        assertThat(api.get("/api/v1/dashboards/namedByWho/draft").text())
                .contains("\"updated_by_name\":\"" + name + "\"");
        assertThat(api.get("/api/v1/dashboards/namedByWho/environments").text())
                .contains("\"published_by_name\":\"" + name + "\"");
    }

    @Test
    void environmentsHaveNamesThatCanBeSeen() {
        for (String name :
                List.of(" ", "stag\\u0007ing", "stag\\u200bing", "stag\\u202eing", "stag\\u2028ing", "\\u00ad")) {
            Answer refused = api.post("/api/v1/environments", "{'name':'" + name + "'}");
            assertThat(refused.status()).describedAs(name).isEqualTo(400);
            assertThat(refused.field()).describedAs(name).isEqualTo("name");
        }
        assertThat(api.get("/api/v1/environments").text()).doesNotContain("stag\u0007", "stag\u200b");
        assertThat(api.post("/api/v1/environments", "{'name':'für Zoë 🚀'}").status())
                .isEqualTo(201);
    }

    @Test
    void aRepeatedKeyMakesOneDashboard() {
        Map<String, String> key = Map.of("Idempotency-Key", "make-one");
        Answer first = api.post("/api/v1/dashboards", "{'name':'Once'}", key);
        Answer second = api.post("/api/v1/dashboards", "{'name':'Once'}", key);
        assertThat(second.text()).isEqualTo(first.text());
    }

    private static Answer create(String embedId, String definition) {
        return api.post(
                "/api/v1/dashboards", "{'name':'Sales','embed_id':'" + embedId + "','definition':" + definition + "}");
    }

    private static Answer putDraft(String embedId, String definition, Map<String, String> headers) {
        Map<String, String> all = new java.util.HashMap<>(headers);
        all.put("Content-Type", "application/json");
        return api.send(
                "PUT",
                "/api/v1/dashboards/" + embedId + "/draft",
                ("{'definition':" + definition + "}")
                        .replace('\'', '"')
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8),
                all);
    }

    private static String draftName(String embedId) {
        return api.get("/api/v1/dashboards/" + embedId + "/draft")
                .json()
                .path("definition")
                .path("name")
                .asString("");
    }

    private static List<Integer> together(int count, java.util.function.IntFunction<Answer> call) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(count)) {
            List<Callable<Integer>> calls = IntStream.range(0, count)
                    .mapToObj(i -> (Callable<Integer>) () -> call.apply(i).status())
                    .toList();
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> future : threads.invokeAll(calls)) {
                statuses.add(future.get());
            }
            return statuses;
        }
    }
}
