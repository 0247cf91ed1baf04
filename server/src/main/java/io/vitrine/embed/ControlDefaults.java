package io.vitrine.embed;

import io.vitrine.dashboard.Control;
import io.vitrine.query.template.Value;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The values that controls have while nobody touches them. Pure.
 *
 * <p>The page works them out as well, by the viewer's own clock; the server's count for whoever asks without a page, and
 * for controls that the viewer may not see.
 */
final class ControlDefaults {
    private ControlDefaults() {}

    /** The default of a control; empty where its author gave none. */
    static Optional<Value> of(Control control, LocalDate today) {
        return control.json().optional("default").flatMap(json -> value(control.kind(), json, today));
    }

    private static Optional<Value> value(String kind, JsonNode json, LocalDate today) {
        return switch (kind) {
            case "date" ->
                json.isString()
                        ? Optional.of(day(json.stringValue(), today)
                                .map(day -> Value.of(day.toString()))
                                .orElseGet(() -> Value.of(json)))
                        : Optional.empty();
            case "date_range" ->
                json.isString() ? range(json.stringValue(), today).map(Span::value) : Optional.of(Value.of(json));
            default -> Optional.of(Value.of(json));
        };
    }

    private record Span(LocalDate first, LocalDate last) {
        Value value() {
            return new Value.Fields(Map.of(
                    "startDate", Value.of(first.toString()),
                    "endDate", Value.of(last.toString())));
        }
    }

    private static Optional<LocalDate> day(String name, LocalDate today) {
        return switch (name) {
            case "today" -> Optional.of(today);
            case "yesterday" -> Optional.of(today.minusDays(1));
            case "start_of_week" -> Optional.of(today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
            case "start_of_month" -> Optional.of(today.withDayOfMonth(1));
            case "start_of_year" -> Optional.of(today.withDayOfYear(1));
            default -> Optional.empty();
        };
    }

    /** Both ends count; a day that a month lacks is that month's last. */
    private static Optional<Span> range(String name, LocalDate today) {
        return switch (name) {
            case "today" -> Optional.of(new Span(today, today));
            case "yesterday" -> Optional.of(new Span(today.minusDays(1), today.minusDays(1)));
            case "last_7_days" -> Optional.of(new Span(today.minusDays(6), today));
            case "last_4_weeks" -> Optional.of(new Span(today.minusDays(27), today));
            case "last_3_months" -> Optional.of(new Span(today.minusMonths(3).plusDays(1), today));
            case "last_12_months" -> Optional.of(new Span(today.minusMonths(12).plusDays(1), today));
            case "month_to_date" -> Optional.of(new Span(today.withDayOfMonth(1), today));
            case "year_to_date" -> Optional.of(new Span(today.withDayOfYear(1), today));
            case "previous_month" -> {
                LocalDate first = today.minusMonths(1).withDayOfMonth(1);
                yield Optional.of(new Span(first, first.with(TemporalAdjusters.lastDayOfMonth())));
            }
            case "previous_year" -> {
                LocalDate first = today.minusYears(1).withDayOfYear(1);
                yield Optional.of(new Span(first, first.with(TemporalAdjusters.lastDayOfYear())));
            }
            default -> Optional.empty();
        };
    }
}
