package io.vitrine.source.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SourceProbeTest {
    static List<Database> servers() {
        return Stream.concat(Stream.of(Databases.postgres()), Databases.mariadb().stream())
                .toList();
    }

    private static Refusal probe(Database database, String setting, String value) {
        Map<String, String> settings = new HashMap<>(database.settings());
        settings.put(setting, value);
        long started = System.nanoTime();
        Refusal refusal = Refusals.of(() -> new SourceProbe(Databases.DRIVERS)
                .probe(database.source(settings).settings()));
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofMillis(5_500));
        assertThat(refusal.code()).isEqualTo(ErrorCode.DATA_SOURCE_UNAVAILABLE);
        return refusal;
    }

    @ParameterizedTest
    @MethodSource("servers")
    void aWrongPasswordIsSaidToBeOne(Database database) {
        Refusal refusal = probe(database, "password", "wrong-word");

        assertThat(refusal.field()).contains("connection.password");
        assertThat(refusal.text()).contains("password").doesNotContain("wrong-word");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void aMissingDatabaseIsSaidToBeMissing(Database database) {
        Refusal refusal = probe(database, "database", "no_such_database");

        assertThat(refusal.field()).contains("connection.database");
        assertThat(refusal.text()).isEqualTo("There is no such database.");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void aPortWhereNothingListensIsNamed(Database database) {
        Refusal refusal = probe(database, "port", "1");

        assertThat(refusal.field()).contains("connection.port");
        assertThat(refusal.text()).contains("nothing listens");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void anUnknownHostIsNamed(Database database) {
        Refusal refusal = probe(database, "host", "no-such-host.invalid");

        assertThat(refusal.field()).contains("connection.host");
        assertThat(refusal.text()).contains("No such host");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void aServerWithoutTlsIsSaidToHaveNone(Database database) {
        Refusal refusal = probe(database, "ssl_mode", "verify-full");

        assertThat(refusal.field()).contains("connection.ssl_mode");
        assertThat(refusal.text()).containsIgnoringCase("TLS");
    }

    @ParameterizedTest
    @MethodSource("servers")
    void aServerThatSaysNothingIsGivenUpInFiveSeconds(Database database) throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Refusal refusal = probe(database, "port", Integer.toString(silent.getLocalPort()));

            assertThat(refusal.text()).contains("does not answer");
        }
    }

    @Test
    void metadataAddressesAreNotEvenTried() {
        Refusal refusal = probe(Databases.postgres(), "host", "169.254.169.254");

        assertThat(refusal.field()).contains("connection.host");
        assertThat(refusal.text()).contains("metadata");
    }

    @Test
    void aTrinoThatIsNotThereIsSaidToBeAbsent() {
        Database trino = new Database(
                SourceKind.TRINO,
                Map.of("host", "127.0.0.1", "catalog", "memory", "user", "test"),
                Databases.postgres().dialect());

        Refusal refusal = probe(trino, "port", "1");

        assertThat(refusal.field()).contains("connection.port");
    }
}
