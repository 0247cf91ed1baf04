/**
 * A real PostgreSQL that the server brings along, for installations that have none of their own.
 *
 * <p>{@link io.vitrine.database.embedded.EmbeddedPostgres} is the way in. One data directory belongs to one process:
 * {@link io.vitrine.database.embedded.DirectoryLock} holds it, the binaries are unpacked below it once, PostgreSQL runs
 * as a child process under an account that is not root, on loopback and with a password, and is durable.
 */
@NullMarked
package io.vitrine.database.embedded;

import org.jspecify.annotations.NullMarked;
