package io.vitrine.source;

import io.vitrine.source.connect.ColumnType;
import java.util.Locale;

/** What a column of a table holds in terms that every database shares, told from the name of its type. */
final class PortableType {
    private PortableType() {}

    /** The type that results with this column have; text where the name is not known. */
    static ColumnType of(String databaseType) {
        String name = databaseType.toLowerCase(Locale.ROOT).strip();
        if (name.endsWith("[]") || name.matches("(array|map|row|struct|list|union|tuple|nested)\\b.*")) {
            return ColumnType.JSON;
        }
        if (name.startsWith("nullable(")) {
            return of(name.substring("nullable(".length(), name.length() - 1));
        }
        if (name.equals("tinyint(1)")) {
            return ColumnType.BOOLEAN;
        }
        String base = name.replaceAll("\\(.*?\\)", "").replace(" unsigned", "").strip();
        if (base.startsWith("timestamp") || base.startsWith("datetime") || base.equals("smalldatetime")) {
            return ColumnType.TIMESTAMP;
        }
        return switch (base) {
            case "tinyint", "smallint", "mediumint", "int", "integer", "bigint", "hugeint", "uhugeint" ->
                ColumnType.INTEGER;
            case "utinyint",
                    "usmallint",
                    "uinteger",
                    "ubigint",
                    "int2",
                    "int4",
                    "int8",
                    "int16",
                    "int32",
                    "int64",
                    "int128",
                    "int256",
                    "uint8",
                    "uint16",
                    "uint32",
                    "uint64",
                    "uint128",
                    "uint256" -> ColumnType.INTEGER;
            case "smallserial", "serial", "bigserial", "oid", "year", "byteint" -> ColumnType.INTEGER;
            case "numeric", "decimal", "dec", "number", "money", "smallmoney", "bignumeric" -> ColumnType.DECIMAL;
            case "real", "float", "double", "double precision", "float4", "float8", "float32", "float64" ->
                ColumnType.NUMBER;
            case "boolean", "bool" -> ColumnType.BOOLEAN;
            case "date", "date32" -> ColumnType.DATE;
            case "time", "time without time zone", "time with time zone", "timetz" -> ColumnType.TIME;
            case "json", "jsonb", "variant", "object", "super" -> ColumnType.JSON;
            case "bytea", "blob", "tinyblob", "mediumblob", "longblob", "binary", "varbinary", "bytes", "geometry" ->
                ColumnType.BINARY;
            default -> ColumnType.STRING;
        };
    }
}
