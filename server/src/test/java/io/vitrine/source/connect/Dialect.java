package io.vitrine.source.connect;

/**
 * How one database says what the shared suite asks of all.
 *
 * @param rows a query of {@code %d} rows: a number, a text, an amount
 * @param endless a query that computes for longer than anybody waits
 * @param echo a query that gives its seven values back: text, whole, decimal, bool, day, moment, null
 * @param types one row with a value of each portable type
 * @param faulty a query whose second line names a column that is not there, after two blanks
 */
record Dialect(String rows, String endless, String echo, String types, String faulty) {}
