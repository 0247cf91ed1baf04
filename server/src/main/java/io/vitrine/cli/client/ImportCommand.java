package io.vitrine.cli.client;

import picocli.CommandLine.Command;

/** {@code ./vitrine import}: brings in what other systems have, in bulk. */
@Command(
        name = "import",
        description = "Imports in bulk.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = ImportCustomersCommand.class)
public final class ImportCommand {}
