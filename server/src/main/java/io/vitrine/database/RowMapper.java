package io.vitrine.database;

import java.sql.SQLException;

/** Makes a value of the row under the cursor; it must not keep the row. */
@FunctionalInterface
public interface RowMapper<T> {
    T map(Row row) throws SQLException;
}
