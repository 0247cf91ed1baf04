package io.vitrine.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.database.embedded.EmbeddedPostgres;
import io.vitrine.database.embedded.ServerSettings;
import io.vitrine.testing.ApiClient;
import io.vitrine.testing.TestPostgres;
import io.vitrine.testing.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** While the directory's PostgreSQL is away, calls say so with a 503; when it is back, they work again by themselves. */
final class DatabaseAwayTest {
    @TempDir
    private Path directory;

    @Test
    void callsAreAnswered503UntilTheDatabaseIsBack() {
        EmbeddedPostgres postgres = start();
        try (TestServer server = TestServer.startOn(postgres.address())) {
            ApiClient api = server.admin();
            assertThat(api.post("/api/create_customer", "{'provided_id':'acme'}")
                            .status())
                    .isEqualTo(200);

            postgres.close();
            for (String path : new String[] {"/api/get_customer", "/api/update_customer/"}) {
                ApiClient.Answer away = api.post(path, "{'provided_id':'acme','name':'Lost'}");
                assertThat(away.status()).as(path).isEqualTo(503);
                assertThat(away.code()).isEqualTo("database_unavailable");
                assertThat(away.text()).doesNotContain("postgres", "Exception", "127.0.0.1");
            }
            assertThat(server.anonymous().get("/health/live").status()).isEqualTo(200);
            assertThat(server.anonymous().get("/health/ready").status()).isEqualTo(503);

            postgres = start();
            assertThat(server.anonymous().get("/health/ready").status()).isEqualTo(200);
            ApiClient.Answer back = api.post("/api/get_customer", "{'provided_id':'acme'}");
            assertThat(back.status()).isEqualTo(200);
            assertThat(back.json().path("customer").path("name").asString()).isEqualTo("acme");
        } finally {
            postgres.close();
        }
    }

    /** On the port of the time before, which the directory remembers. */
    private EmbeddedPostgres start() {
        return EmbeddedPostgres.start(directory.resolve("data"), TestPostgres.programs(), ServerSettings.durable());
    }
}
