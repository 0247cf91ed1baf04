package io.vitrine.http.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.access.Role;
import io.vitrine.http.Together;
import io.vitrine.testing.ApiClient;
import io.vitrine.testing.ApiClient.Answer;
import io.vitrine.testing.People;
import io.vitrine.testing.TestServer;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Guessing passwords is slow, on all servers together, and locks nobody out who was there before. */
final class BruteForceTest {
    private static TestServer server;
    private static ApiClient admin;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        admin = People.firstAdmin(server);
        People.member(server, admin, "bo@example.com", Role.EDITOR);
        server.sql("delete from member_session where member_id <> (select min(id) from member)");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void forget() {
        server.sql("delete from sign_in_attempt");
    }

    @Test
    void afterFiveFailuresThereIsAWaitEvenForTheRightPassword() {
        for (int i = 0; i < 5; i++) {
            assertThat(guess("bo@example.com", "wrong password").status()).isEqualTo(401);
        }
        Answer blocked = guess("bo@example.com", People.PASSWORD);
        assertThat(blocked.status()).isEqualTo(429);
        assertThat(retryAfter(blocked)).isBetween(1, 30);
        assertThat(guess(People.ADMIN, People.PASSWORD).status()).isEqualTo(201);
    }

    @Test
    void addressesThatNobodyHasAreTreatedTheSame() {
        for (int i = 0; i < 5; i++) {
            assertThat(guess("nobody@example.com", "wrong password").status()).isEqualTo(401);
        }
        assertThat(guess("Nobody@Example.com", "wrong password").status()).isEqualTo(429);
    }

    @Test
    void eachFurtherFailureDoublesTheWait() {
        for (int i = 0; i < 5; i++) {
            guess("bo@example.com", "wrong password");
        }
        server.sql("update sign_in_attempt set blocked_until = now() - interval '1 second'");
        assertThat(guess("bo@example.com", "wrong password").status()).isEqualTo(401);
        assertThat(retryAfter(guess("bo@example.com", "wrong password"))).isBetween(31, 60);
    }

    @Test
    void manyAtOnceGainNothingAndAnotherServerKnows() {
        try (TestServer second = TestServer.startOn(server.database())) {
            List<Integer> statuses = Together.run(24, number -> {
                TestServer one = number % 2 == 0 ? server : second;
                return one.anonymous()
                        .from("127.0.1." + (number + 1))
                        .post("/api/v1/session", "{'email':'bo@example.com','password':'guess number " + number + "'}")
                        .status();
            });
            // 503 is a guess that had to wait too long for its turn to be hashed.
            assertThat(statuses).isSubsetOf(401, 429, 503).contains(429);
            assertThat(statuses.stream().filter(status -> status == 401)).hasSizeBetween(1, 5);
        }
    }

    @Test
    void successForgetsTheFailures() {
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 4; i++) {
                assertThat(guess("bo@example.com", "wrong password").status()).isEqualTo(401);
            }
            assertThat(guess("bo@example.com", People.PASSWORD).status()).isEqualTo(201);
            server.sql("delete from member_session where member_id <> (select min(id) from member)");
        }
    }

    @Test
    void oneRequesterCannotTryManyAddresses() {
        for (int i = 0; i < 20; i++) {
            assertThat(guess("somebody" + i + "@example.com", "wrong password").status())
                    .isEqualTo(401);
        }
        assertThat(guess("somebody-else@example.com", "wrong password").status())
                .isEqualTo(429);
        assertThat(server.anonymous()
                        .from("127.0.0.9")
                        .post("/api/v1/session", "{'email':'somebody-else@example.com','password':'wrong password'}")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void whoIsKnownAtAnAddressIsNotLockedOutByStrangers() {
        People.signIn(server, "bo@example.com");
        ApiClient stranger = server.anonymous().from("127.0.0.7");
        for (int i = 0; i < 6; i++) {
            stranger.post("/api/v1/session", "{'email':'bo@example.com','password':'wrong password'}");
        }
        assertThat(stranger.post("/api/v1/session", "{'email':'bo@example.com','password':'wrong password'}")
                        .status())
                .isEqualTo(429);
        assertThat(guess("bo@example.com", People.PASSWORD).status()).isEqualTo(201);
        server.sql("delete from member_session where member_id <> (select min(id) from member)");
    }

    private static Answer guess(String email, String password) {
        return server.anonymous().post("/api/v1/session", "{'email':'" + email + "','password':'" + password + "'}");
    }

    private static int retryAfter(Answer answer) {
        assertThat(answer.status()).isEqualTo(429);
        return Integer.parseInt(answer.header("Retry-After").orElseThrow());
    }
}
