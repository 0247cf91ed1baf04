package io.vitrine.source.connect;

/** What a database is told about the type of a bound text. */
enum TextBinding {
    /** Nothing, where the database can find out from what stands beside it, as it does for a quoted literal. */
    INFERRED,
    /** That it is text. */
    TYPED
}
