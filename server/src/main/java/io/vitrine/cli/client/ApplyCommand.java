package io.vitrine.cli.client;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** {@code ./vitrine apply DIR}: makes the server keep what a folder of YAML files says. */
@Command(
        name = "apply",
        description = {
            "Makes the server keep what the YAML files in DIR say, and shows what that changes.",
            "What a file leaves out stays as it is. Customers are those of the token's group."
        },
        mixinStandardHelpOptions = true)
public final class ApplyCommand implements Callable<Integer> {
    private static final Set<BundleKind> PRUNED =
            EnumSet.of(BundleKind.SCHEMA, BundleKind.DATA_SOURCE, BundleKind.DASHBOARD);

    /** Put here by picocli. */
    @Spec
    private CommandSpec command = CommandSpec.create();

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Parameters(paramLabel = "DIR", description = "The folder, as ./vitrine export writes it.")
    private @Nullable Path folder;

    @Option(names = "--dry-run", description = "Shows what would change, and changes nothing.")
    private boolean dryRun;

    @Option(
            names = "--prune",
            description =
                    "Deletes schemas, data sources and dashboards that no file names. Customers are never deleted.")
    private boolean prune;

    @Option(
            names = "--secrets",
            description = "Sends the secrets of data sources again, also where nothing else changed.")
    private boolean secrets;

    @Override
    public Integer call() throws IOException {
        Path directory = folder == null ? Path.of("") : folder;
        if (!Files.isDirectory(directory)) {
            throw new CallFailure("There is no folder " + directory + ".");
        }
        Map<BundleKey, BundleFolder.Document> documents = new BundleFolder(directory).read();
        ServerCalls calls = server.calls(System.getenv());
        ServerBundle kept = ServerBundle.read(calls);
        List<BundleChange> changes = new ArrayList<>();
        documents.forEach((key, document) -> {
            ObjectNode wanted = SecretReferences.resolved(document.file(), document.content(), System.getenv());
            BundleChange change = BundleChange.of(
                    key, wanted, Optional.ofNullable(kept.documents().get(key)), kept.secrets());
            if (!change.isNothing()) {
                changes.add(change);
            } else if (secrets && wanted.has("connection")) {
                changes.add(new BundleChange(key, wanted, change.current(), List.of("connection")));
            }
        });
        List<BundleKey> surplus = kept.documents().keySet().stream()
                .filter(key -> prune && PRUNED.contains(key.kind()) && !documents.containsKey(key))
                .toList();
        PrintWriter out = command.commandLine().getOut();
        changes.forEach(out::println);
        surplus.forEach(key -> out.println("- " + key));
        if (!dryRun) {
            BundleApply apply = new BundleApply(calls, kept);
            apply.apply(changes);
            apply.prune(surplus);
        }
        int count = changes.size() + surplus.size();
        out.println(count == 0 ? "Nothing to change." : count + (dryRun ? " changes to make." : " changes made."));
        out.flush();
        return 0;
    }
}
