package io.vitrine.embed;

import io.vitrine.access.Origin;
import java.util.List;
import java.util.Optional;

/** The page that an embed's request comes from, as the browser vouches for it. */
public sealed interface Page {
    /** No browser said: a program, or a page without an origin. */
    record Unknown() implements Page {}

    /** A page of that origin. */
    record Of(Origin origin) implements Page {}

    /**
     * This server's own iframe page.
     *
     * @param ancestors the only origins in whose pages the browser lets it be framed; absent: in any
     */
    record Framed(Optional<List<Origin>> ancestors) implements Page {}
}
