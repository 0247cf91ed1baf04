package io.vitrine.http.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.testing.ApiClient;
import io.vitrine.testing.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Levels are reordered and removed while customers move: whichever comes first, a parent stays above its child. */
final class LevelRaceTest {
    private static final int ROUNDS = 25;
    private static TestServer server;
    private static ApiClient api;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        api = server.admin();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void neverPutsAParentBelowItsChildWhileCustomersAreAttachedCreatedAndMoved() throws Exception {
        api.put("/api/v1/levels", "{'levels':[{'name':'A'},{'name':'B'},{'name':'Customer'},{'name':'User'}]}");
        for (int round = 0; round < ROUNDS; round++) {
            put("A", "B", "Customer", "User");
            String up = "up" + round;
            String down = "down" + round;
            create(up, "A");
            create(down, "B");
            int number = round;
            List<Integer> statuses = together(List.of(
                    () -> put("B", "A", "Customer", "User"),
                    () -> api.post(
                                    "/api/update_customer/",
                                    "{'provided_id':'%s','parent_provided_id':'%s'}".formatted(down, up))
                            .status(),
                    () -> api.post(
                                    "/api/create_customer/",
                                    "{'provided_id':'new%d','hierarchy_level_name':'B','parent_provided_id':'%s'}"
                                            .formatted(number, up))
                            .status(),
                    () -> api.send(
                                    "POST",
                                    "/api/v1/customers:bulk",
                                    "{\"provided_id\":\"bulk%d\",\"hierarchy_level_name\":\"B\",\"parent_provided_id\":\"%s\"}\n"
                                            .formatted(number, up)
                                            .getBytes(java.nio.charset.StandardCharsets.UTF_8),
                                    java.util.Map.of("Content-Type", "application/x-ndjson"))
                            .status()));

            assertThat(statuses).allMatch(status -> status == 200 || status == 400);
            assertThat(brokenPairs())
                    .as("after round %d with %s", round, statuses)
                    .isEqualTo("0");
            server.sql("update customer set parent_id = null");
        }
    }

    @Test
    void neverRemovesALevelFromUnderACustomer() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            api.put(
                    "/api/v1/levels",
                    "{'levels':[{'name':'A'},{'name':'B'},{'name':'Customer'},{'name':'User'},{'name':'Gone'}]}");
            String id = "leaver" + round;
            List<Integer> statuses =
                    together(List.of(() -> put("A", "B", "Customer", "User"), () -> create(id, "Gone")));

            assertThat(statuses.get(0)).isIn(200, 409);
            assertThat(statuses.get(1)).isIn(200, 400);
            assertThat(statuses).as("one of the two goes through").contains(200);
            server.sql("delete from customer where provided_id = '%s'".formatted(id));
        }
    }

    private static String brokenPairs() {
        return server.sqlText("""
                select count(*) from customer c join hierarchy_level cl on cl.id = c.level_id
                  join customer p on p.id = c.parent_id join hierarchy_level pl on pl.id = p.level_id
                where pl.position >= cl.position""");
    }

    private static int put(String... names) {
        List<String> levels = new ArrayList<>();
        for (String name : names) {
            levels.add("{'name':'" + name + "'}");
        }
        return api.put("/api/v1/levels", "{'levels':[" + String.join(",", levels) + "]}")
                .status();
    }

    private static int create(String id, String level) {
        return api.post(
                        "/api/create_customer/",
                        "{'provided_id':'%s','hierarchy_level_name':'%s'}".formatted(id, level))
                .status();
    }

    private static List<Integer> together(List<Callable<Integer>> calls) throws Exception {
        CyclicBarrier start = new CyclicBarrier(calls.size());
        try (ExecutorService threads = Executors.newFixedThreadPool(calls.size())) {
            List<Future<Integer>> running = new ArrayList<>();
            for (Callable<Integer> call : calls) {
                running.add(threads.submit(() -> {
                    start.await();
                    return call.call();
                }));
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> each : running) {
                statuses.add(each.get());
            }
            return statuses;
        }
    }
}
