/**
 * The directory's PostgreSQL: pool, sessions, migrations, the embedded server, secrets at rest.
 *
 * <p>Knows no feature. Features write their SQL as SQL and hand it to a {@link io.vitrine.database.Session}.
 */
@NullMarked
package io.vitrine.database;

import org.jspecify.annotations.NullMarked;
