package io.vitrine.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.database.Database;
import io.vitrine.database.Sealer;
import io.vitrine.testing.ApiClient;
import io.vitrine.testing.TestServer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code Idempotency-Key}: a call that is repeated under its key happens once. */
final class IdempotencyTest {
    private static TestServer server;
    private static ApiClient api;
    private static Database database;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        api = server.admin();
        database = Database.open(server.database(), 4);
    }

    @AfterAll
    static void stop() {
        database.close();
        server.close();
    }

    @Test
    void theSameCallUnderTheSameKeyIsAnsweredAgainAndNotDoneAgain() {
        ApiClient.Answer first = create("replay", "{'provided_id':'replay'}");
        ApiClient.Answer again = create("replay", "{'provided_id':'replay'}");

        assertThat(first.json().path("new_customer").booleanValue()).isTrue();
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag")).isPresent();
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        assertThat(again.header("Idempotency-Replayed")).hasValue("true");
    }

    @Test
    void anUpdateUnderAKeyCountsItsVersionOnce() {
        create("u-create", "{'provided_id':'once'}");
        for (int i = 0; i < 3; i++) {
            ApiClient.Answer answer = post("/api/update_customer", "u", "{'provided_id':'once','name':'New'}");
            assertThat(answer.json().path("customer").path("version").intValue())
                    .isEqualTo(2);
        }
    }

    @Test
    void theTrailingSlashMakesNoOtherCall() {
        post("/api/create_customer/", "slash", "{'provided_id':'slash'}");
        ApiClient.Answer answer = post("/api/create_customer", "slash", "{'provided_id':'slash'}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Idempotency-Replayed")).isPresent();
    }

    @Test
    void anotherBodyOrAnotherPathUnderTheSameKeyIsRefused() {
        create("reused", "{'provided_id':'reused'}");
        ApiClient.Answer otherBody = create("reused", "{'provided_id':'another'}");
        ApiClient.Answer otherPath = post("/api/create_group_tag", "reused", "{'provided_id':'reused'}");
        for (ApiClient.Answer answer : List.of(otherBody, otherPath)) {
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.code()).isEqualTo("idempotency_key_reused");
        }
        assertThat(api.post("/api/get_customer", "{'provided_id':'another'}").status())
                .isEqualTo(404);
    }

    @Test
    void theSecondCallIsRefusedWhileTheFirstIsStillRunning() throws Exception {
        create("slow-create", "{'provided_id':'slow'}");
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> holder = threads.submit(() -> database.transact(session -> {
                session.list("select id from customer where provided_id = 'slow' for update", row -> row.number("id"));
                held.countDown();
                await(release);
            }));
            await(held);
            String body = "{'provided_id':'slow','name':'Later'}";
            Future<ApiClient.Answer> first = threads.submit(() -> post("/api/update_customer", "slow", body));
            awaitWaitingForTheRow();

            ApiClient.Answer second = post("/api/update_customer", "slow", body);

            assertThat(second.status()).isEqualTo(409);
            assertThat(second.code()).isEqualTo("idempotency_key_in_use");
            release.countDown();
            holder.get();
            assertThat(first.get().status()).isEqualTo(200);
            ApiClient.Answer third = post("/api/update_customer", "slow", body);
            assertThat(third.text()).isEqualTo(first.get().text());
        }
    }

    @Test
    void ofManyAtOnceOneIsCarriedOut() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<ApiClient.Answer>> calls = IntStream.range(0, 16)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> create("many", "{'provided_id':'many','emails':['a@example.com']}"), threads))
                    .toList();
            List<ApiClient.Answer> answers =
                    calls.stream().map(CompletableFuture::join).toList();
            // How many come while the first is under way is up to the machine; none may be answered in any third way.
            assertThat(answers).extracting(ApiClient.Answer::status).isSubsetOf(200, 409);
            assertThat(answers.stream()
                            .filter(answer -> answer.status() == 200)
                            .map(ApiClient.Answer::text)
                            .distinct())
                    .hasSize(1)
                    .allSatisfy(text -> assertThat(text).contains("\"new_customer\":true"));
        }
    }

    @Test
    void keysOfOneTokenAreNotThoseOfAnother() {
        create("shared", "{'provided_id':'of one'}");
        ApiClient.Answer answer = server.withNewToken("Production", "read-write")
                .post("/api/create_customer", "{'provided_id':'of another'}", Map.of("Idempotency-Key", "shared"));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Idempotency-Replayed")).isEmpty();
    }

    @Test
    void aRefusedCallIsNotKeptSoThatItCanBeMended() {
        assertThat(create("mended", "{'provided_id':'mended','group_tags':['nobody knows']}")
                        .status())
                .isEqualTo(400);
        ApiClient.Answer mended = create("mended", "{'provided_id':'mended'}");
        assertThat(mended.status()).isEqualTo(200);
        assertThat(mended.json().path("new_customer").booleanValue()).isTrue();
    }

    @Test
    void anAnswerIsForgottenAfterADay() {
        create("aged", "{'provided_id':'aged'}");
        create("young", "{'provided_id':'young'}");
        age("aged", "23 hours 59 minutes");
        assertThat(create("aged", "{'provided_id':'aged'}").header("Idempotency-Replayed"))
                .isPresent();
        age("aged", "24 hours 1 minute");
        ApiClient.Answer late = create("aged", "{'provided_id':'aged'}");
        assertThat(late.header("Idempotency-Replayed")).isEmpty();
        assertThat(late.json().path("new_customer").booleanValue()).isFalse();

        age("aged", "25 hours");
        assertThat(new IdempotentCalls(database, new Sealer(new byte[Sealer.KEY_BYTES])).forgetOld())
                .isEqualTo(1);
        assertThat(create("young", "{'provided_id':'young'}").header("Idempotency-Replayed"))
                .isPresent();
    }

    @Test
    void aKeyHasOneTo255Characters() {
        for (String key : List.of("", "\"\"", "k".repeat(256))) {
            ApiClient.Answer answer = create(key, "{'provided_id':'no key'}");
            assertThat(answer.status()).as(key).isEqualTo(400);
            assertThat(answer.field()).isEqualTo("Idempotency-Key");
        }
        assertThat(create("k".repeat(255), "{'provided_id':'long key'}").status())
                .isEqualTo(200);
        create("\"quoted\"", "{'provided_id':'quoted'}");
        assertThat(create("quoted", "{'provided_id':'quoted'}").header("Idempotency-Replayed"))
                .isPresent();
    }

    private static ApiClient.Answer create(String key, String body) {
        return post("/api/create_customer/", key, body);
    }

    private static ApiClient.Answer post(String path, String key, String body) {
        return api.post(path, body, Map.of("Idempotency-Key", key));
    }

    private static void age(String key, String interval) {
        database.withSession(session -> session.update(
                "update idempotent_call set created_at = now() - ?::interval where key = ?", interval, key));
    }

    private static void awaitWaitingForTheRow() throws InterruptedException {
        while (!database.withSession(session -> session.one(
                "select exists (select from pg_locks where not granted and locktype in ('transactionid', 'tuple')) as waits",
                row -> row.bool("waits")))) {
            Thread.sleep(5);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
