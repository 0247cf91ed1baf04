/**
 * A fence around what authors of datasets write: one statement that reads, no function that reaches out of the
 * database, and a filter on the tenant wherever a table demands one.
 *
 * <p><b>This is a fence, not the boundary.</b> It catches mistakes and shows intent when a dataset is saved. It cannot
 * see what a view, a function or a database's own dialect does. What keeps tenants apart is the database: a role that
 * may only read, a read-only transaction with a time-out, row-level security, a source for each tenant.
 *
 * <p>The parser sees a text that is written anew from the tokens of the template, with plain literals and without
 * comments, so that it cannot read a quote or a comment in another way than the database does.
 */
@NullMarked
package io.vitrine.query.fence;

import org.jspecify.annotations.NullMarked;
