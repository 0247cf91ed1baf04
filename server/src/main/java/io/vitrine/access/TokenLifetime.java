package io.vitrine.access;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * How long an embed token is good for: an ISO 8601 duration, in which years, months, weeks and days follow the calendar
 * in UTC.
 */
public record TokenLifetime(Period days, Duration time) {
    /** What a token gets whose maker names no other. */
    public static final TokenLifetime DAY = new TokenLifetime(Period.ofDays(1), Duration.ZERO);

    private static final int MOST_YEARS = 100;

    /** The lifetime that a text such as {@code PT1H}, {@code P2W} or {@code P1Y2M10DT2H30M} says; empty for any other. */
    public static Optional<TokenLifetime> parse(String text) {
        String upper = text.strip().toUpperCase(Locale.ROOT);
        int t = upper.indexOf('T');
        String date = t < 0 ? upper : upper.substring(0, t);
        try {
            Period days = date.equals("P") ? Period.ZERO : Period.parse(date);
            Duration time = t < 0 ? Duration.ZERO : Duration.parse("P" + upper.substring(t));
            return date.startsWith("P") && isPositive(days, time) && (t >= 0 || !date.equals("P"))
                    ? Optional.of(new TokenLifetime(days, time))
                    : Optional.empty();
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    /** When a token ends that is made now; empty where that is more than a hundred years away. */
    public Optional<Instant> endsAfter(Instant now) {
        try {
            Instant end = now.atZone(ZoneOffset.UTC).plus(days).plus(time).toInstant();
            Instant latest = now.atZone(ZoneOffset.UTC)
                    .plus(MOST_YEARS, ChronoUnit.YEARS)
                    .toInstant();
            return end.isAfter(latest) ? Optional.empty() : Optional.of(end);
        } catch (DateTimeException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static boolean isPositive(Period days, Duration time) {
        return !days.isNegative() && !time.isNegative() && !(days.isZero() && time.isZero());
    }
}
