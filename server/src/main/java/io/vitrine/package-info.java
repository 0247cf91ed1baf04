/** The program: {@link io.vitrine.Main} reads the command line, {@link io.vitrine.Application} wires a server by hand. */
@NullMarked
package io.vitrine;

import org.jspecify.annotations.NullMarked;
