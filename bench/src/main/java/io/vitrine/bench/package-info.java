/** Benchmarks: each measures a path of the server against a limit or a peer, in the same run, on the same machine. */
@NullMarked
package io.vitrine.bench;

import org.jspecify.annotations.NullMarked;
