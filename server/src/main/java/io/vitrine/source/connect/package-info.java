/**
 * Connections to the databases that hold the customers' rows: kinds, settings, pools, and running one statement.
 *
 * <p>Knows JDBC to those databases, and neither HTTP nor the directory's tables. A
 * {@link io.vitrine.source.connect.SourceDriver} is everything that differs between databases; the rest is written
 * once against it: {@link io.vitrine.source.connect.SourcePools} keeps connections,
 * {@link io.vitrine.source.connect.QueryRunner} runs a statement and streams its rows,
 * {@link io.vitrine.source.connect.SourceProbe} tries a connection and lists its tables.
 */
@NullMarked
package io.vitrine.source.connect;

import org.jspecify.annotations.NullMarked;
