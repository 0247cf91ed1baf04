package io.vitrine.source.connect;

import java.util.List;

/** Texts that would be SQL if they were pasted into it. */
final class HostileTexts {
    static final List<String> ALL = List.of(
            "' or '1'='1",
            "'; drop table orders; --",
            "\\'; drop table orders; --",
            "\\\\' or 1=1 -- ",
            "\" or \"\"=\"",
            "`; drop table orders; #",
            "$$; drop table orders; $$",
            "$1",
            "?",
            ":name",
            "{{ customer_id }}",
            "/* */ or 1=1",
            "*/ or 1=1 /*",
            "-- ",
            "%",
            "_",
            "'' or ''=''",
            "\u00bf' or 1=1 -- ",
            "\u00ef\u00bc\u0087 or 1=1",
            "\uFF07 or 1=1 --",
            "e'\\'' or 1=1",
            "x'27",
            "0x27",
            "\n' or 1=1 --",
            "\r\n; drop table orders",
            "😀' or 1=1 --",
            "NULL",
            "null",
            "''",
            "",
            " ");

    private HostileTexts() {}
}
