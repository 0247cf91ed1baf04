/** Writers of results: columnar JSON, row JSON and CSV, from the rows of a run to bytes. */
@NullMarked
package io.vitrine.query.result;

import org.jspecify.annotations.NullMarked;
