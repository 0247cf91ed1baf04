package io.vitrine.source.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vitrine.error.Refusal;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TrinoSourceTest {
    @BeforeAll
    static void needsTrino() {
        assumeTrue(Databases.trino().isPresent(), "the module testing/trino is not built");
    }

    @Test
    void typesBeyondThePortableOnesKeepWhatTheySay() {
        Rows rows = Databases.trino().orElseThrow().query("""
                select array[1, null, 3], map(array['k'], array[decimal '2.50']), cast(row(1, 'a"b') as row(x int, y varchar)),
                       json '{"b":1}', timestamp '2024-01-01 10:00:00 +02:00', timestamp '2024-01-01 10:00:00.123456789',
                       uuid '0b6ce075-694a-46c9-84b9-5b0fca75aafe', X'dead', interval '1' day, nan(),
                       decimal '12345678901234567890123456789012345678', cast('ab' as char(3)), ipaddress '10.0.0.1',
                       cast(null as array(integer)), timestamp '2024-01-01 10:00:00.123456789012'
                """);

        assertThat(rows.first())
                .usingRecursiveComparison()
                .withEqualsForType(Double::equals, Double.class)
                .isEqualTo(Arrays.asList(
                        "[1,null,3]",
                        "{\"k\":2.50}",
                        "{\"x\":1,\"y\":\"a\\\"b\"}",
                        "{\"b\":1}",
                        Instant.parse("2024-01-01T08:00:00Z"),
                        LocalDateTime.of(2024, 1, 1, 10, 0, 0, 123_456_789),
                        "0b6ce075-694a-46c9-84b9-5b0fca75aafe",
                        new byte[] {(byte) 0xde, (byte) 0xad},
                        "1 00:00:00.000",
                        Double.NaN,
                        new BigDecimal("12345678901234567890123456789012345678"),
                        "ab ",
                        "10.0.0.1",
                        null,
                        "2024-01-01 10:00:00.123456789012"));
    }

    @Test
    void otherCatalogsOfTheServerCanBeJoined() {
        assertThat(Databases.trino()
                        .orElseThrow()
                        .query("select count(*) from tpch.tiny.nation n join orders o on o.id = n.nationkey")
                        .single())
                .isEqualTo(3L);
    }

    @Test
    void aPasswordIsNotSentWithoutTls() {
        Map<String, String> settings =
                new HashMap<>(Databases.trino().orElseThrow().settings());
        settings.put("password", "word");

        Refusal refusal = Refusals.of(() -> Databases.trino().orElseThrow().source(settings));

        assertThat(refusal.field()).contains("connection.ssl_mode");
    }
}
