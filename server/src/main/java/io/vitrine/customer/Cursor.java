package io.vitrine.customer;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a list that is ordered by creation: right behind the customer that has these.
 *
 * <p>It names a place and not a count, so customers that come or go meanwhile neither repeat nor hide others.
 */
public record Cursor(Instant createdAt, long id) {
    private static final Pattern SHAPE = Pattern.compile("(-?[0-9]{1,17})\\.([0-9]{1,18})");
    private static final long MICROS_PER_SECOND = 1_000_000;

    /** The cursor as an opaque text for URLs. */
    public String text() {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, createdAt);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((micros + "." + id).getBytes(StandardCharsets.US_ASCII));
    }

    /** The cursor that {@link #text} wrote; empty for any other text. */
    public static Optional<Cursor> parse(String text) {
        try {
            Matcher matcher = SHAPE.matcher(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII));
            if (!matcher.matches()) {
                return Optional.empty();
            }
            long micros = Long.parseLong(matcher.group(1));
            Instant at = Instant.ofEpochSecond(
                    Math.floorDiv(micros, MICROS_PER_SECOND), Math.floorMod(micros, MICROS_PER_SECOND) * 1_000);
            return Optional.of(new Cursor(at, Long.parseLong(matcher.group(2))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
