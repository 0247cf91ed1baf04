package io.vitrine.query.template;

import java.util.regex.Pattern;

/** What {@code .raw()} may paste into a query. */
final class RawText {
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,127}");
    private static final Pattern IDENTIFIER_PART = Pattern.compile("[A-Za-z0-9_]{1,128}");

    private static final String PATH = "[A-Za-z0-9_]{1,128}(\\.[A-Za-z_][A-Za-z0-9_]{0,127}){0,3}+";
    private static final String ORDER = "( asc| desc)?( nulls first| nulls last)?";
    private static final Pattern OPTION =
            Pattern.compile(PATH + ORDER + "( ?, ?" + PATH + ORDER + "){0,50}", Pattern.CASE_INSENSITIVE);

    private RawText() {}

    /**
     * Whether a value of a tenant may be pasted: one identifier without quotes and dots.
     *
     * @param continues whether the text before it ends inside an identifier, which this value continues
     */
    static boolean isIdentifier(String text, boolean continues) {
        return (continues ? IDENTIFIER_PART : IDENTIFIER).matcher(text).matches();
    }

    /** Whether an author may list this option: names or numbers, in a list or an order, and nothing else. */
    static boolean isOption(String text) {
        return OPTION.matcher(text).matches();
    }
}
