package io.vitrine.source.connect;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

/** A value that takes the place of one {@code ?} of a statement, with the type that the database is told. */
public sealed interface BoundValue {
    /** A text; a database that infers types may read it as what stands beside it, as it would a quoted literal. */
    record Text(String value) implements BoundValue {}

    /** A whole number. */
    record Whole(long value) implements BoundValue {}

    /** A number with all its digits. */
    record Decimal(BigDecimal value) implements BoundValue {}

    /** A truth value. */
    record Bool(boolean value) implements BoundValue {}

    /** A day of the calendar. */
    record Day(LocalDate value) implements BoundValue {}

    /** A date with a time of day, of no zone. */
    record DateTime(LocalDateTime value) implements BoundValue {}

    /** A point in time; a database column without a zone is taken to be in UTC. */
    record Moment(Instant value) implements BoundValue {}

    /** A list that is bound as one value, where {@link SourceKind#bindsLists()}; its members are neither lists nor null. */
    record Listed(List<BoundValue> values) implements BoundValue {
        public Listed {
            values = List.copyOf(values);
        }
    }

    /** SQL null. */
    record Null() implements BoundValue {}
}
