package io.vitrine.source.connect;

/**
 * A column of a result.
 *
 * @param name the label that the statement gives it
 * @param type what it holds
 * @param databaseType the database's own name of the type, for an editor
 */
public record Column(String name, ColumnType type, String databaseType) {}
