/** The subcommands that talk to a running server over its API, as anybody else would. */
@NullMarked
package io.vitrine.cli.client;

import org.jspecify.annotations.NullMarked;
