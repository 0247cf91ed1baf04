/** The subcommands of {@code ./vitrine}: what an operator types. */
@NullMarked
package io.vitrine.cli;

import org.jspecify.annotations.NullMarked;
