package io.vitrine.query;

import io.vitrine.query.template.BoundQuery;
import io.vitrine.query.template.Parameter;
import io.vitrine.source.connect.BoundStatement;
import io.vitrine.source.connect.BoundValue;

/** Hands the parameters of a bound template to the drivers. */
final class StatementValues {
    private StatementValues() {}

    static BoundStatement of(BoundQuery bound) {
        return new BoundStatement(
                bound.sql(),
                bound.parameters().stream().map(StatementValues::value).toList());
    }

    private static BoundValue value(Parameter parameter) {
        return switch (parameter) {
            case Parameter.Untyped(var text) -> new BoundValue.Text(text);
            case Parameter.Text(var text) -> new BoundValue.Text(text);
            case Parameter.Int(var number) -> new BoundValue.Whole(number);
            case Parameter.BigInt(var number) -> new BoundValue.Whole(number);
            case Parameter.Decimal(var number) -> new BoundValue.Decimal(number);
            case Parameter.Bool(var truth) -> new BoundValue.Bool(truth);
            case Parameter.Date(var date) -> new BoundValue.Day(date);
            case Parameter.Timestamp(var timestamp) -> new BoundValue.DateTime(timestamp);
            case Parameter.TimestampWithTimeZone(var instant) -> new BoundValue.Moment(instant.toInstant());
        };
    }
}
