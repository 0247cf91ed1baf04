package io.vitrine.testing;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Texts that an attacker would send where a value is expected: at least 500, none twice, the same in every run.
 *
 * <p>They break out of every kind of quoting, name the table {@code canary} for destruction, look like templates,
 * placeholders and dates, and stress encodings. All are valid Unicode without NUL, so that every database can hold
 * them; those that cannot are in {@link #unstorable()}.
 */
public final class HostileValues {
    private HostileValues() {}

    private static final List<String> BREAK_OUTS = List.of(
            "", "'", "''", "'''", "\\'", "\\\\'", "\"", "\"\"", "`", "``", "]", "]]", "[[", ")", "))", "$$", "$tag$",
            "$a$x$a$", "*/", "/*", "*/ /*", "--", "-- ", "#", ";", "';", "\";", "`;", "');", "\");", "'));", "\\",
            "\\\\", "%", "_", "\n", "\r\n", "\t", "\u000b", "\b", "\u001a", "E'", "N'", "U&'", "x'", "q'[", "{{", "}}",
            "{", "}");

    private static final List<String> PAYLOADS = List.of(
            "drop table canary",
            "delete from canary",
            "update canary set id = 0",
            "insert into canary values (666)",
            "truncate canary",
            "alter table canary rename to gone",
            "select pg_sleep(5)",
            "select sleep(5)",
            "copy canary to program 'id'",
            "attach '/etc/passwd' as p",
            "create table owned (id int)",
            "set role postgres",
            "union select id from canary",
            "union all select null, null, null",
            "or 1 = 1",
            "or '1' = '1",
            "and 1 = 0",
            "commit",
            "rollback");

    private static final List<String> CLOSERS =
            List.of("", " --", " -- ", " #", " /*", ";", " ;--", "'", " or '", "\"", "`");

    private static final List<String> LOOKALIKES = List.of(
            "{{ customer_id }}",
            "{{customer.region}}",
            "{{ x.raw() }}",
            "[[ or 1 = 1 ]]",
            "[[and id = {{x}}]]",
            "?",
            "??",
            "?|",
            "$1",
            "$2::text",
            ":name",
            "@p0",
            "${jndi:ldap://127.0.0.1/x}",
            "#{1+1}",
            "%(x)s",
            "%s%n%x",
            "{d '2024-01-01'}",
            "{fn now()}",
            "{call x()}",
            "null",
            "NULL",
            "true",
            "false",
            "default",
            "current_user",
            "0x27",
            "0",
            "-1",
            "1e999",
            "NaN",
            "Infinity",
            "-0",
            "1; drop table canary",
            "1 or 1=1",
            "9223372036854775808",
            "2024-01-01",
            "2024-01-01' or '1'='1",
            "2024-01-01T00:00:00Z",
            "2024-02-30",
            "0000-00-00",
            "infinity",
            "epoch",
            "now()",
            "(1, 2)",
            "('a', 'b')",
            "{a,b}",
            "{\"a\",\"b\"}",
            "{}",
            "{NULL}",
            "{\"a\\\"b\"}",
            "[\"a\"]",
            "[]",
            "{\"$ne\": null}",
            "../../etc/passwd",
            "/etc/passwd",
            "file:///etc/passwd",
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "=cmd|' /C calc'!A0",
            "a\\",
            "a\\'; drop table canary; --",
            "\\x27 or 1=1",
            "%27 or 1=1",
            "&#39; or 1=1",
            "+ADw-",
            "char(39)",
            "chr(39) || 'x'",
            "'||(select version())||'",
            "' + (select 1) + '",
            "'; exec xp_cmdshell('dir'); --",
            "*/ union select 1 /*",
            "/*! union select 1 */",
            "/*!50000union*/",
            "1/**/or/**/1=1");

    private static final List<String> CHARACTERS = List.of(
            "é",
            "ß",
            "ﬁ",
            "ı",
            "İ",
            "ς",
            "Ω",
            "я",
            "中文",
            "日本語",
            "한국어",
            "עברית",
            "العربية",
            "हिन्दी",
            "ไทย",
            "😀",
            "👩‍👩‍👧‍👦",
            "🏳️‍🌈",
            "𝒜",
            "e\u0301",
            "a\u0300\u0301\u0302",
            "\u00a0",
            "\u200b",
            "\u200d",
            "\u202e",
            "\u2028",
            "\u2029",
            "\ufeff",
            "\ufffd",
            "\u00ad",
            "＇",
            "ʼ",
            "’",
            "′",
            "″",
            "＂",
            "；",
            "－－",
            "＼",
            "％",
            "\u0001",
            "\u001b[31m",
            "\u007f",
            "\u0085",
            "\uffff",
            "\u2044*",
            "¥",
            "₩",
            "\u0327'",
            "¿'",
            "¿\\'",
            "縗' or 1=1 --",
            "ｕｎｉｏｎ");

    /** All texts that every database can hold. */
    public static List<String> all() {
        Set<String> values = new LinkedHashSet<>(BREAK_OUTS);
        values.addAll(LOOKALIKES);
        values.addAll(CHARACTERS);
        for (String breakOut : List.of(
                "", "'", "\"", "`", "\\'", "')", "'))", "\")", "]", "$$", "*/", "\n", "';", "\";", "`;", "x';")) {
            for (String payload : PAYLOADS) {
                values.add(breakOut + " " + payload);
                values.add(breakOut + "; " + payload + " --");
            }
        }
        for (String character : CHARACTERS) {
            values.add(character + "' or 1 = 1 --");
        }
        for (String closer : CLOSERS) {
            values.add("a' or 'a' = 'a" + closer);
            values.add("a\" or \"a\" = \"a" + closer);
        }
        values.add("'".repeat(1_001));
        values.add("\\".repeat(1_001));
        values.add("{{".repeat(500));
        values.add("(".repeat(1_000));
        values.add("a".repeat(70_000));
        values.add("'".repeat(70_000));
        values.add("😀".repeat(20_000));
        return List.copyOf(values);
    }

    /** Texts with a NUL or half of a surrogate pair, which must be refused or kept, and never cut short. */
    public static List<String> unstorable() {
        List<String> values = new ArrayList<>();
        for (String rest : List.of("", "a", "' or 1 = 1 --", "; drop table canary")) {
            values.add("\u0000" + rest);
            values.add("a\u0000" + rest);
            values.add("\ud800" + rest);
            values.add("\udc00" + rest);
        }
        return List.copyOf(new LinkedHashSet<>(values));
    }
}
