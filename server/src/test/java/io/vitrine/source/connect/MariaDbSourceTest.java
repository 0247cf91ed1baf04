package io.vitrine.source.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vitrine.testing.TestMariaDb;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MariaDbSourceTest {
    @BeforeAll
    static void needsMariaDb() {
        assumeTrue(Databases.mariadb().isPresent(), "mariadb-server is not installed");
        TestMariaDb.shared()
                .orElseThrow()
                .execute("create table if not exists shop.kinds (a bigint unsigned, b year,"
                        + " c bit(1), d bit(9), e date, f datetime, g timestamp null, h time, i time, j json, k tinyint(1),"
                        + " l float, m blob, n enum('x', 'y'), o uuid, p datetime(6), q varchar(20) character set utf8mb4,"
                        + " r binary(2), s decimal(65, 30), t mediumtext)");
        TestMariaDb.shared()
                .orElseThrow()
                .execute(
                        "set sql_mode = ''",
                        "set time_zone = '+00:00'",
                        "insert into shop.kinds select 18446744073709551615, 2024, 1, b'100000001', '0000-00-00',"
                                + " '0000-00-00 00:00:00', '2024-01-01 10:00:00', '-100:00:01', '10:20:30', '{\"a\": 1}', 1, 0.1,"
                                + " x'ff00', 'y', '0b6ce075-694a-46c9-84b9-5b0fca75aafe', '2024-01-01 00:00:00.123456', 'ä😀',"
                                + " 'ab', 12345678901234567890123456789012345.123456789012345678901234567890, 'text'"
                                + " from dual where not exists (select 1 from shop.kinds)");
    }

    private static SourceConnection oneConnection() {
        return new SourceConnection(
                "maria-survivors",
                1,
                Databases.mariadb().orElseThrow().source().settings(),
                new SourceLimits(1, Duration.ofSeconds(2), Duration.ofMinutes(1)));
    }

    private static @Nullable Object run(String sql, BoundValue... values) {
        Rows rows = new Rows();
        try {
            Database.RUNNER.run(
                    oneConnection(),
                    new BoundStatement(sql, List.of(values)),
                    new RunOptions(RunLimits.panel()),
                    new Cancellation(),
                    rows);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return rows.single();
    }

    @Test
    void typesBeyondThePortableOnesKeepWhatTheySay() {
        Rows rows = Databases.mariadb().orElseThrow().query("select * from kinds");

        assertThat(rows.first())
                .usingRecursiveComparison()
                .withEqualsForType(Double::equals, Double.class)
                .isEqualTo(Arrays.asList(
                        new BigInteger("18446744073709551615"),
                        2024L,
                        true,
                        257L,
                        null,
                        null,
                        Instant.parse("2024-01-01T10:00:00Z"),
                        "-100:00:01",
                        LocalTime.of(10, 20, 30),
                        "{\"a\": 1}",
                        true,
                        0.1,
                        new byte[] {(byte) 0xff, 0},
                        "y",
                        "0b6ce075-694a-46c9-84b9-5b0fca75aafe",
                        LocalDateTime.of(2024, 1, 1, 0, 0, 0, 123_456_000),
                        "ä😀",
                        new byte[] {'a', 'b'},
                        new BigDecimal("12345678901234567890123456789012345.123456789012345678901234567890"),
                        "text"));
        assertThat(rows.types())
                .containsExactly(
                        "integer",
                        "integer",
                        "boolean",
                        "integer",
                        "date",
                        "timestamp",
                        "timestamp",
                        "time",
                        "time",
                        "json",
                        "boolean",
                        "number",
                        "binary",
                        "string",
                        "string",
                        "timestamp",
                        "string",
                        "binary",
                        "decimal",
                        "string");
    }

    @Test
    void nothingSurvivesInAConnectionForWhoeverBorrowsItNext() {
        Object id = run("select connection_id()");
        run("select @left := 'behind'");
        run("select get_lock('left', 1)");
        for (String sql : List.of(
                "set @@session.sql_mode = 'NO_BACKSLASH_ESCAPES'",
                "set names latin1",
                "create temporary table left_behind (i int)",
                "prepare p from 'select 1'",
                "use mysql",
                "set session transaction read write")) {
            Refusals.of(() -> run(sql));
        }

        assertThat(run("select @left")).isNull();
        assertThat(run("select is_free_lock('left')")).isEqualTo(1L);
        assertThat(run("select @@session.sql_mode")).isNotEqualTo("NO_BACKSLASH_ESCAPES");
        assertThat(run("select @@character_set_client")).isEqualTo("utf8mb4");
        assertThat(run("select database()")).isEqualTo("shop");
        assertThat(run("select @@tx_read_only")).isEqualTo(1L);
        assertThat(run("select count(*) from information_schema.tables where table_name = 'left_behind'"))
                .isEqualTo(0L);
        assertThat(run("select ?", new BoundValue.Text("ä😀'"))).isEqualTo("ä😀'");
        assertThat(id).isNotNull();
    }

    @Test
    void aConnectionIsUsedAgain() {
        assertThat(run("select connection_id()")).isEqualTo(run("select connection_id()"));
    }
}
