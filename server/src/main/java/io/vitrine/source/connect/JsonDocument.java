package io.vitrine.source.connect;

import io.trino.jdbc.Row;
import io.trino.jdbc.RowField;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.SQLException;
import java.sql.Struct;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBStruct;
import org.jspecify.annotations.Nullable;

/** JSON text of the nested values that drivers hand out as Java objects: arrays, structs, maps. */
final class JsonDocument {
    private JsonDocument() {}

    static String of(Object value) throws SQLException {
        StringBuilder json = new StringBuilder(64);
        append(json, value);
        return json.toString();
    }

    private static void append(StringBuilder json, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> json.append("null");
            case Boolean bool -> json.append(bool.booleanValue());
            case Double number when !Double.isFinite(number) -> JsonString.append(json, number.toString());
            case Float number when !Float.isFinite(number) -> JsonString.append(json, number.toString());
            case BigDecimal number -> json.append(number.toPlainString());
            case BigInteger number -> json.append(number);
            case Number number -> json.append(number);
            case Timestamp timestamp ->
                JsonString.append(json, timestamp.toLocalDateTime().toString());
            case OffsetDateTime moment ->
                JsonString.append(
                        json, moment.withOffsetSameInstant(ZoneOffset.UTC).toString());
            case byte[] bytes -> JsonString.append(json, Base64.getEncoder().encodeToString(bytes));
            case Object[] array -> appendAll(json, array);
            case Array array -> appendAll(json, (Object[]) array.getArray());
            case List<?> list -> appendAll(json, list.toArray());
            case DuckDBStruct struct -> append(json, struct.getMap());
            case Struct struct -> appendAll(json, struct.getAttributes());
            case Row row -> appendRow(json, row);
            case Map<?, ?> map -> appendMap(json, map);
            default -> JsonString.append(json, value.toString());
        }
    }

    private static void appendAll(StringBuilder json, @Nullable Object[] values) throws SQLException {
        json.append('[');
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                json.append(',');
            }
            append(json, values[i]);
        }
        json.append(']');
    }

    private static void appendRow(StringBuilder json, Row row) throws SQLException {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (RowField field : row.getFields()) {
            fields.put(field.getName().orElse("field" + field.getOrdinal()), field.getValue());
        }
        appendMap(json, fields);
    }

    private static void appendMap(StringBuilder json, Map<?, ?> map) throws SQLException {
        json.append('{');
        boolean first = true;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!first) {
                json.append(',');
            }
            first = false;
            JsonString.append(json, String.valueOf(entry.getKey()));
            json.append(':');
            append(json, entry.getValue());
        }
        json.append('}');
    }
}
