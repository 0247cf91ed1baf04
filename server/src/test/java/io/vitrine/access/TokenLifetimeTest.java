package io.vitrine.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TokenLifetimeTest {
    private static final Instant NOW = Instant.parse("2024-01-31T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "PT1H, 2024-01-31T13:00:00Z",
        "pt90s, 2024-01-31T12:01:30Z",
        "PT0.5S, 2024-01-31T12:00:00.500Z",
        "P1D, 2024-02-01T12:00:00Z",
        "P2W, 2024-02-14T12:00:00Z",
        "P1M, 2024-02-29T12:00:00Z",
        "P1Y2M10DT2H30M, 2025-04-10T14:30:00Z",
        "P1W1DT1M, 2024-02-08T12:01:00Z",
        "P100Y, 2124-01-31T12:00:00Z"
    })
    void endsWhenTheDurationIsOver(String text, Instant end) {
        assertThat(TokenLifetime.parse(text).orElseThrow().endsAfter(NOW)).contains(end);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "P",
                "PT",
                "P1DT",
                "1h",
                "PT0S",
                "P0D",
                "-PT1H",
                "P-1D",
                "PT-1S",
                "P1DT-1S",
                "2030-01-01T00:00:00Z",
                "P1H",
                "PT1Y",
                "P99999999999999999999D",
                "T1H"
            })
    void refusesWhatIsNoDurationOfMoreThanNothing(String text) {
        assertThat(TokenLifetime.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"P101Y", "P2147483647Y", "PT9223372036854775807S"})
    void refusesAnEndMoreThanAHundredYearsAway(String text) {
        assertThat(TokenLifetime.parse(text).flatMap(lifetime -> lifetime.endsAfter(NOW)))
                .isEmpty();
    }
}
