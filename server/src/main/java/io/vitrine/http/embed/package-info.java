/** What viewers call: sessions, rows, notices, the iframe pages and the files that browsers load. */
@NullMarked
package io.vitrine.http.embed;

import org.jspecify.annotations.NullMarked;
