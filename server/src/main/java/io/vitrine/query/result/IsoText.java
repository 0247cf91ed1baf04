package io.vitrine.query.result;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;

/** ISO 8601 with seconds always and only as many digits of a second as there are, in threes. */
final class IsoText {
    private static final int SHORT_TIME = 5;

    private IsoText() {}

    static String of(LocalTime time) {
        String text = time.toString();
        return text.length() == SHORT_TIME ? text + ":00" : text;
    }

    static String of(LocalDateTime timestamp) {
        return timestamp.toLocalDate() + "T" + of(timestamp.toLocalTime());
    }

    static String of(Instant instant) {
        return of(LocalDateTime.ofInstant(instant, ZoneOffset.UTC)) + "Z";
    }
}
