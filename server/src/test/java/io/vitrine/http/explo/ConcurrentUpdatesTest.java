package io.vitrine.http.explo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.testing.ApiClient;
import io.vitrine.testing.ApiClient.Answer;
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
import tools.jackson.databind.JsonNode;

/** What holds when many writers meet at one customer, or at a parent and its child. */
final class ConcurrentUpdatesTest {
    private static final int WRITERS = 16;

    private static TestServer server;
    private static ApiClient api;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        api = server.admin();
        server.sql("insert into hierarchy_level (team_id, position, name) select id, 2, 'Seat' from team");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void noEmailOfManyWritersIsLostAndNoneStandsTwice() throws Exception {
        create("{'provided_id':'mails'}");
        inParallel(
                writer -> update("{'provided_id':'mails','emails':['w" + writer + "@example.com','ALL@example.com']}"));

        JsonNode emails = get("mails").path("emails");
        assertThat(emails.size()).isEqualTo(WRITERS + 1);
        assertThat(get("mails").path("version").longValue()).isEqualTo(1 + WRITERS);
    }

    @Test
    void patchesOfDifferentKeysAllStay() throws Exception {
        create("{'provided_id':'patches','properties':{'kept':true}}");
        inParallel(writer -> update("{'provided_id':'patches','properties_patch':{'k" + writer + "':" + writer
                + ",'n':{'k" + writer + "':1}}}"));

        JsonNode properties = get("patches").path("properties");
        assertThat(properties.size()).isEqualTo(WRITERS + 2);
        assertThat(properties.path("n").size()).isEqualTo(WRITERS);
    }

    @Test
    void everyUpdateHasItsOwnOutcomeAlthoughTheyAreWrittenTogether() throws Exception {
        for (int i = 0; i < WRITERS; i++) {
            create("{'provided_id':'own-" + i + "'}");
        }
        List<Answer> answers = inParallel(writer -> api.post(
                "/api/update_customer/",
                switch (writer % 4) {
                    case 0 -> "{'provided_id':'own-" + writer + "','group_tags':['unknown']}";
                    case 1 -> "{'provided_id':'absent-" + writer + "','name':'x'}";
                    default -> "{'provided_id':'own-" + writer + "','name':'name " + writer + "'}";
                }));

        for (int writer = 0; writer < WRITERS; writer++) {
            Answer answer = answers.get(writer);
            switch (writer % 4) {
                case 0 -> assertThat(answer.code()).isEqualTo("unknown_group_tag");
                case 1 -> assertThat(answer.status()).isEqualTo(404);
                default ->
                    assertThat(answer.json().path("customer").path("name").asString())
                            .isEqualTo("name " + writer);
            }
        }
    }

    @Test
    void aParentStaysAboveItsChildHoweverTheirMovesMeet() throws Exception {
        create("{'provided_id':'high'}");
        create("{'provided_id':'low','hierarchy_level_name':'Seat'}");
        String[] moves = {
            "{'provided_id':'high','hierarchy_level_name':'User'}",
            "{'provided_id':'low','hierarchy_level_name':'User'}",
            "{'provided_id':'low','parent_provided_id':'high'}",
            "{'provided_id':'high','hierarchy_level_name':'Customer'}",
            "{'provided_id':'low','parent_provided_id':''}",
            "{'provided_id':'high','parent_provided_id':'low'}",
            "{'provided_id':'high','hierarchy_level_name':'Seat'}",
            "{'provided_id':'low','hierarchy_level_name':'Seat'}",
        };
        for (int round = 0; round < 6; round++) {
            List<Answer> answers =
                    inParallel(writer -> api.post("/api/update_customer/", moves[writer % moves.length]));
            assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isIn(200, 400));
            assertThat(server.sqlText("""
                            select count(*) from customer c join customer p on p.id = c.parent_id
                              join hierarchy_level cl on cl.id = c.level_id join hierarchy_level pl on pl.id = p.level_id
                            where pl.position >= cl.position""")).isEqualTo("0");
        }
    }

    @Test
    void aChildIsNeverCreatedUnderAParentThatDropsToItsLevel() throws Exception {
        for (int round = 0; round < 5; round++) {
            String parent = "p" + round;
            create("{'provided_id':'" + parent + "'}");
            List<Answer> answers = inParallel(writer -> writer == 0
                    ? api.post(
                            "/api/update_customer/", "{'provided_id':'" + parent + "','hierarchy_level_name':'Seat'}")
                    : api.post(
                            "/api/create_customer/",
                            "{'provided_id':'" + parent + "-" + writer + "','hierarchy_level_name':'User',"
                                    + "'parent_provided_id':'" + parent + "'}"));
            assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isIn(200, 400));
            assertThat(server.sqlText("""
                            select count(*) from customer c join customer p on p.id = c.parent_id
                              join hierarchy_level cl on cl.id = c.level_id join hierarchy_level pl on pl.id = p.level_id
                            where pl.position >= cl.position""")).isEqualTo("0");
        }
    }

    @Test
    void oneOfManyRenamesToTheSameIdWins() throws Exception {
        for (int i = 0; i < WRITERS; i++) {
            create("{'provided_id':'rename-" + i + "'}");
        }
        List<Answer> answers = inParallel(writer -> api.post(
                "/api/update_customer/", "{'provided_id':'rename-" + writer + "','new_provided_id':'the one'}"));
        assertThat(answers.stream().map(Answer::status).filter(status -> status == 200))
                .hasSize(1);
        assertThat(answers.stream().map(Answer::status).filter(status -> status == 409))
                .hasSize(WRITERS - 1);
    }

    @Test
    void manyCallsThatCreateTheSameCustomerMakeOne() throws Exception {
        List<Answer> answers = inParallel(
                writer -> api.post("/api/create_customer/", "{'provided_id':'once','name':'by " + writer + "'}"));
        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
        assertThat(answers.stream()
                        .filter(answer -> answer.json().path("new_customer").booleanValue()))
                .hasSize(1);
        assertThat(answers.stream()
                        .map(answer ->
                                answer.json().path("customer").path("token").asString())
                        .distinct())
                .hasSize(1);
    }

    @Test
    void ofManyUpdatesOfTheSameVersionOneWins() throws Exception {
        create("{'provided_id':'matched'}");
        List<Answer> answers = inParallel(writer -> api.post(
                "/api/update_customer/",
                "{'provided_id':'matched','name':'by " + writer + "'}",
                Map.of("If-Match", "\"1\"")));
        List<Answer> won =
                answers.stream().filter(answer -> answer.status() == 200).toList();
        assertThat(won).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() == 412)).hasSize(WRITERS - 1);
        assertThat(get("matched")).isEqualTo(won.getFirst().json().path("customer"));
    }

    @Test
    void tagsAreAlwaysThoseOfOneWriterWhileOthersRenameAndDeleteThem() throws Exception {
        for (String tag : List.of("left 1", "left 2", "right 1", "right 2", "named 0")) {
            api.post("/api/create_group_tag", "{'name':'" + tag + "'}");
        }
        create("{'provided_id':'tagged'}");
        for (int round = 0; round < 4; round++) {
            int now = round;
            List<Answer> answers = inParallel(writer -> switch (writer % 4) {
                case 0 -> api.post("/api/update_customer", "{'provided_id':'tagged','group_tags':['left 1','left 2']}");
                case 1 ->
                    api.post("/api/update_customer", "{'provided_id':'tagged','group_tags':['right 1','right 2']}");
                case 2 ->
                    api.post(
                            "/api/update_customer",
                            "{'provided_id':'tagged','group_tags':['right 1','named " + now + "']}");
                default ->
                    api.post(
                            "/api/rename_group_tag",
                            "{'name':'named " + now + "','new_name':'named " + (now + 1) + "'}");
            });
            assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isIn(200, 400, 404));
            assertThat(get("tagged").path("group_tags").toString())
                    .matches("\\[\"left 1\",\"left 2\"]|\\[\"right 1\",\"(right 2|named " + (now + 1) + ")\"]");
        }
        inParallel(writer -> writer % 2 == 0
                ? api.post("/api/update_customer", "{'provided_id':'tagged','group_tags':['left 1','left 2']}")
                : api.post("/api/delete_group_tag", "{'name':'left 2'}"));
        assertThat(get("tagged").path("group_tags").toString()).doesNotContain("left 2");
        assertThat(api.get("/api/group_tags").text()).doesNotContain("left 2");
    }

    @Test
    void aParentAndItsChildAreUpdatedAtOnceAndBothKeepEverything() throws Exception {
        create("{'provided_id':'above'}");
        create("{'provided_id':'below','parent_provided_id':'above','hierarchy_level_name':'User'}");
        inParallel(writer -> update("{'provided_id':'" + (writer % 2 == 0 ? "above" : "below")
                + "','properties_patch':{'k" + writer + "':" + writer + "},'parent_provided_id':'"
                + (writer % 2 == 0 ? "" : "above") + "'}"));
        assertThat(get("above").path("properties").size()).isEqualTo(WRITERS / 2);
        assertThat(get("below").path("properties").size()).isEqualTo(WRITERS / 2);
        assertThat(get("below").path("computed_properties").size()).isEqualTo(WRITERS);
    }

    private interface Writer {
        Answer write(int number);
    }

    private static List<Answer> inParallel(Writer writer) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Answer>> calls = IntStream.range(0, WRITERS)
                    .<Callable<Answer>>mapToObj(number -> () -> writer.write(number))
                    .toList();
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> future : threads.invokeAll(calls)) {
                answers.add(future.get());
            }
            return answers;
        }
    }

    private static void create(String body) {
        assertThat(api.post("/api/create_customer/", body).status()).isEqualTo(200);
    }

    private static Answer update(String body) {
        Answer answer = api.post("/api/update_customer/", body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer;
    }

    private static JsonNode get(String providedId) {
        return api.post("/api/get_customer/", "{'provided_id':'" + providedId + "'}")
                .json()
                .path("customer");
    }
}
