package io.vitrine.cli.client;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./vitrine import customers FILE}: creates or updates a customer for each line of a file. */
@Command(
        name = "customers",
        description = {
            "Creates or updates a customer for each line of FILE, one JSON object a line, parents before children.",
            "An import that was interrupted goes on where it stopped: FILE.progress says where."
        },
        mixinStandardHelpOptions = true)
public final class ImportCustomersCommand implements Callable<Integer> {
    /** Put here by picocli. */
    @Spec
    private CommandSpec command = CommandSpec.create();

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Parameters(paramLabel = "FILE", description = "Lines of JSON, as /api/v1/customers:bulk takes them.")
    private @Nullable Path file;

    @Option(names = "--batch", paramLabel = "LINES", description = "The lines sent at once; 5000.")
    private int batch = CustomerImport.USUAL_BATCH;

    @Option(names = "--restart", description = "Begins at the first line, whatever FILE.progress says.")
    private boolean restart;

    @Override
    public Integer call() throws IOException {
        Path lines = file == null ? Path.of("") : file;
        if (!Files.isRegularFile(lines)) {
            throw new CallFailure("There is no file " + lines + ".");
        }
        if (batch < 1 || batch > CustomerImport.MOST_LINES) {
            throw new CallFailure("--batch takes a number from 1 to " + CustomerImport.MOST_LINES + ".");
        }
        ImportNote note = ImportNote.beside(lines);
        if (restart) {
            note.forget();
        }
        PrintWriter err = command.commandLine().getErr();
        ImportProgress progress = ImportProgress.on(err, Files.size(lines));
        ImportNote.State end = new CustomerImport(server.calls(System.getenv()), lines, note, batch, progress).run();
        command.commandLine()
                .getOut()
                .printf(
                        "%,d lines: %,d customers created, %,d updated, %,d refused%n",
                        end.lines(), end.created(), end.updated(), end.refused());
        command.commandLine().getOut().flush();
        return end.refused() == 0 ? 0 : 1;
    }
}
