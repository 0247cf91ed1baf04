package io.vitrine.query.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.json.Json;
import io.vitrine.source.connect.Column;
import io.vitrine.source.connect.ColumnType;
import io.vitrine.source.connect.QueryEnd;
import io.vitrine.source.connect.RowSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ResultWritersTest {
    private static final QueryEnd END = new QueryEnd(2, true, Duration.ofMillis(1));

    private static void write(RowSink sink, List<Column> columns, @Nullable Object[]... rows) {
        try {
            sink.start(columns);
            for (Object[] row : rows) {
                sink.row(row);
            }
            sink.end(END);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Column> columns(int count) {
        return java.util.stream.IntStream.range(0, count)
                .mapToObj(i -> new Column("c" + i, ColumnType.STRING, "text"))
                .toList();
    }

    private static String columnar(@Nullable Object... values) {
        ColumnarJson json = new ColumnarJson();
        write(
                json,
                columns(1),
                java.util.Arrays.stream(values).map(v -> new Object[] {v}).toArray(Object[][]::new));
        String text = new String(json.toBytes(), StandardCharsets.UTF_8);
        return text.substring(text.indexOf("\"values\":[") + 10, text.indexOf("],\"row_count\""));
    }

    private static String csv(CsvWriter.Formulas formulas, @Nullable Object... row) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(new CsvWriter(out, formulas), columns(row.length), new Object[][] {row});
        String text = out.toString(StandardCharsets.UTF_8);
        return text.substring(text.indexOf("\r\n") + 2, text.length() - 2);
    }

    @Test
    void columnarJsonHasOneListOfValuesAColumn() {
        ColumnarJson json = new ColumnarJson();
        write(
                json,
                List.of(new Column("a\"b", ColumnType.STRING, "text"), new Column("n", ColumnType.INTEGER, "int8")),
                new Object[] {"x", 1L},
                new Object[] {null, 2L});

        assertThat(new String(json.toBytes(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"columns\":[{\"name\":\"a\\\"b\",\"type\":\"string\"},{\"name\":\"n\",\"type\":\"integer\"}],"
                                + "\"values\":[[\"x\",null],[1,2]],\"row_count\":2,\"truncated\":true}");
    }

    @Test
    void rowJsonHasOneListOfValuesARowAndLeavesTheOutputOpen() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        write(new RowJson(out), columns(2), new Object[] {"x", 1L}, new Object[] {null, 2L});

        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo("{\"columns\":[{\"name\":\"c0\",\"type\":\"string\"},{\"name\":\"c1\",\"type\":\"string\"}],"
                        + "\"rows\":[[\"x\",1],[null,2]],\"row_count\":2,\"truncated\":true}");
    }

    @Test
    void aResultWithoutRowsOrColumnsIsStillJson() {
        ColumnarJson json = new ColumnarJson();
        write(json, List.of());
        assertThat(Json.MAPPER.readTree(json.toBytes()).path("values").size()).isZero();
    }

    @Test
    void aNumberIsAJsonNumberExactlyWhenJavaScriptPrintsItsDigitsAgain() {
        assertThat(columnar(
                        9_007_199_254_740_992L,
                        9_007_199_254_740_993L,
                        -9_007_199_254_740_993L,
                        Long.MAX_VALUE,
                        new BigInteger("18446744073709551615"),
                        100_000_000_000_000_000L))
                .isEqualTo("[9007199254740992,\"9007199254740993\",\"-9007199254740993\",\"9223372036854775807\","
                        + "\"18446744073709551615\",100000000000000000]");
        assertThat(columnar(
                        new BigDecimal("12.50"),
                        new BigDecimal("0.1"),
                        new BigDecimal("12345678901234567890.12"),
                        new BigDecimal("0.1234567890123456789"),
                        new BigDecimal("-0.00"),
                        new BigDecimal("1E+400"),
                        new BigDecimal("100000000000000000000")))
                .isEqualTo("[12.50,0.1,\"12345678901234567890.12\",\"0.1234567890123456789\",0.00,\"1E+400\","
                        + "100000000000000000000]");
    }

    @Test
    void floatingNumbersKeepWhatTheyAre() {
        assertThat(columnar(0.1, 5.0, -0.0, 1e300, 1e-300, Double.NaN, Double.POSITIVE_INFINITY, 1e15))
                .isEqualTo("[0.1,5,-0.0,1.0E300,1.0E-300,\"NaN\",\"Infinity\",1000000000000000]");
    }

    @Test
    void datesAndTimesAreIso8601WithAZWhereThePointInTimeIsKnown() {
        assertThat(columnar(
                        LocalDate.of(2024, 2, 29),
                        LocalDateTime.of(2024, 2, 29, 10, 0),
                        LocalDateTime.of(2024, 2, 29, 10, 0, 0, 123_456_000),
                        Instant.parse("2024-02-29T10:00:00Z"),
                        Instant.parse("2024-02-29T10:00:00.5Z"),
                        LocalTime.of(10, 0),
                        "infinity"))
                .isEqualTo("[\"2024-02-29\",\"2024-02-29T10:00:00\",\"2024-02-29T10:00:00.123456\","
                        + "\"2024-02-29T10:00:00Z\",\"2024-02-29T10:00:00.500Z\",\"10:00:00\",\"infinity\"]");
    }

    @Test
    void textsBytesAndTruthAreWhatTheyAre() {
        assertThat(columnar("ä\"\\\n\u2028😀", true, new byte[] {1, 2, 3}, null))
                .satisfies(text ->
                        assertThat(Json.MAPPER.readTree(text).get(0).asString()).isEqualTo("ä\"\\\n\u2028😀"))
                .endsWith(",true,\"AQID\",null]");
    }

    @Test
    void csvQuotesOnlyWhatNeedsIt() {
        assertThat(csv(
                        CsvWriter.Formulas.AS_THEY_ARE,
                        "plain",
                        "a,b",
                        "a\"b",
                        "a\r\nb",
                        "",
                        null,
                        " blank",
                        "ä😀",
                        5L,
                        new BigDecimal("1E+3"),
                        0.5,
                        true,
                        LocalDate.of(2024, 2, 29),
                        new byte[] {1, 2, 3}))
                .isEqualTo("plain,\"a,b\",\"a\"\"b\",\"a\r\nb\",\"\",,\" blank\",ä😀,5,1000,0.5,true,2024-02-29,AQID");
    }

    @Test
    void formulasAreGuardedAndNumbersAreNot() {
        assertThat(csv(
                        CsvWriter.Formulas.GUARDED,
                        "=1+1",
                        "+1",
                        "-1",
                        "@x",
                        "\tx",
                        " =x",
                        "＝1",
                        "a=1",
                        -5L,
                        new BigDecimal("-1.5")))
                .isEqualTo("\"'=1+1\",\"'+1\",\"'-1\",\"'@x\",\"'\tx\",\"' =x\",\"'＝1\",a=1,-5,-1.5");
        assertThat(csv(CsvWriter.Formulas.AS_THEY_ARE, "=1+1")).isEqualTo("=1+1");
    }

    @Test
    void csvOfAnySizeComesThroughItsBuffer() {
        String large = "ä,".repeat(100_000);
        String ascii = "x".repeat(70_000);

        assertThat(csv(CsvWriter.Formulas.GUARDED, large, ascii, "y".repeat(4_096)))
                .isEqualTo("\"" + large + "\"," + ascii + "," + "y".repeat(4_096));
    }
}
