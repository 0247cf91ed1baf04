package io.vitrine.query.template;

import io.vitrine.json.Json;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;

/** A list too long for a parameter an element: a JSON array of strings, unpacked by a subquery. */
sealed interface JsonList {
    /** A subquery of one column and one {@code ?}, which is the JSON text. */
    String subquery(ElementType type);

    /** What all elements of a list have in common. */
    enum ElementType {
        TEXT,
        WHOLE_NUMBER,
        NUMBER,
        BOOLEAN,
        DATE,
        TIMESTAMP;

        static ElementType of(List<Value> elements) {
            return elements.stream()
                    .map(ElementType::of)
                    .reduce((a, b) -> a == b ? a : isNumber(a) && isNumber(b) ? NUMBER : TEXT)
                    .orElse(TEXT);
        }

        private static ElementType of(Value value) {
            return switch (value) {
                case Value.Text _, Value.Items _, Value.Fields _, Value.None _ -> TEXT;
                case Value.Decimal(BigDecimal number) ->
                    number.scale() <= 0 && number.precision() - number.scale() <= 18 ? WHOLE_NUMBER : NUMBER;
                case Value.Bool _ -> BOOLEAN;
                case Value.Date _ -> DATE;
                case Value.Timestamp _, Value.Instant _ -> TIMESTAMP;
            };
        }

        private static boolean isNumber(ElementType type) {
            return type == WHOLE_NUMBER || type == NUMBER;
        }
    }

    /** The JSON text that the subquery unpacks. */
    static String array(List<Value> elements) {
        ArrayNode array = Json.MAPPER.createArrayNode();
        elements.forEach(element -> array.add(text(element)));
        return Json.write(array);
    }

    /** A single value as the database would read it from a string; points in time are in UTC. */
    static String text(Value value) {
        return switch (value) {
            case Value.Text(String text) -> text;
            case Value.Decimal(BigDecimal number) -> number.toPlainString();
            case Value.Instant(var instant) ->
                instant.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime().toString();
            case Value.Bool _, Value.Date _, Value.Timestamp _, Value.Items _, Value.Fields _, Value.None _ ->
                value.toJson().asString();
        };
    }

    /** By {@code json_table}, which MySQL has since 8.0 and MariaDB since 10.6. */
    record MySql() implements JsonList {
        @Override
        public String subquery(ElementType type) {
            String column = switch (type) {
                // A binary collation meets every other without an error, and compares exactly.
                case TEXT, BOOLEAN -> "longtext character set utf8mb4 collate utf8mb4_bin";
                case WHOLE_NUMBER -> "bigint";
                case NUMBER -> "decimal(65, 30)";
                case DATE -> "date";
                case TIMESTAMP -> "datetime(6)";
            };
            return "(select v from json_table(?, '$[*]' columns (v " + column + " path '$')) as vitrine_list)";
        }
    }

    /** By {@code from_json}. */
    record DuckDb() implements JsonList {
        @Override
        public String subquery(ElementType type) {
            String column = switch (type) {
                case TEXT -> "varchar";
                case WHOLE_NUMBER -> "bigint";
                case NUMBER -> "double";
                case BOOLEAN -> "boolean";
                case DATE -> "date";
                case TIMESTAMP -> "timestamp";
            };
            return "(select cast(v as " + column + ") from (select unnest(from_json(?, '[\"varchar\"]')) as v))";
        }
    }

    /** By {@code json_parse}. */
    record Trino() implements JsonList {
        @Override
        public String subquery(ElementType type) {
            String column = switch (type) {
                case TEXT -> "varchar";
                case WHOLE_NUMBER -> "bigint";
                case NUMBER -> "double";
                case BOOLEAN -> "boolean";
                case DATE -> "date";
                case TIMESTAMP -> "timestamp(6)";
            };
            return "(select cast(v as " + column
                    + ") from unnest(cast(json_parse(?) as array(varchar))) as vitrine_list (v))";
        }
    }
}
