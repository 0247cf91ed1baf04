package io.vitrine.http;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import io.vitrine.http.edge.Request;
import io.vitrine.json.JsonText;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** The parameters of a query string, each read with its type; a wrong one is refused by name. */
public final class QueryFields {
    private final Request request;

    public QueryFields(Request request) {
        this.request = request;
    }

    public Optional<String> text(String name) {
        Optional<String> text = request.parameter(name);
        text.filter(value -> !JsonText.isStorable(value)).ifPresent(value -> {
            throw invalid(name, "holds a NUL character");
        });
        return text;
    }

    public Optional<Boolean> bool(String name) {
        return text(name).map(value -> switch (value) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw invalid(name, "takes true or false, and got \"" + value + "\"");
        });
    }

    /** A whole number within bounds, or what stands for an absent one. */
    public int number(String name, int least, int most, int preset) {
        return text(name)
                .map(value -> {
                    int number = value.matches("[0-9]{1,9}") ? Integer.parseInt(value) : -1;
                    if (number < least || number > most) {
                        throw invalid(
                                name, "takes a number from " + least + " to " + most + ", and got \"" + value + "\"");
                    }
                    return number;
                })
                .orElse(preset);
    }

    /** A point in time with its offset from UTC, or a day, which means its start in UTC. */
    public Optional<Instant> instant(String name) {
        return text(name).map(value -> {
            try {
                return value.contains("T")
                        // An unencoded plus sign arrives as a space.
                        ? OffsetDateTime.parse(value.replace(' ', '+')).toInstant()
                        : LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant();
            } catch (DateTimeParseException e) {
                throw invalid(name, "takes a time such as 2026-01-31T12:00:00Z, and got \"" + value + "\"");
            }
        });
    }

    public static Refusal invalid(String name, String problem) {
        return new Refusal(ErrorCode.INVALID_PARAMETER, name, "The parameter " + name + " " + problem + ".");
    }
}
