package io.vitrine.cli.client;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code ./vitrine export DIR}: writes what the server keeps as YAML files.
 *
 * <p>A file that says the same already is left as it is, to the byte: with its comments and its order, and with
 * {@code ${NAME}} where it refers to the environment.
 */
@Command(
        name = "export",
        description = {
            "Writes what the server keeps as YAML files into DIR, for ./vitrine apply and for git.",
            "Secrets never leave the server: new files refer to the environment in their place."
        },
        mixinStandardHelpOptions = true)
public final class ExportCommand implements Callable<Integer> {
    /** Put here by picocli. */
    @Spec
    private CommandSpec command = CommandSpec.create();

    @Mixin
    private ServerOptions server = new ServerOptions();

    @Parameters(paramLabel = "DIR", description = "The folder; it is made where there is none.")
    private @Nullable Path folder;

    @Override
    public Integer call() throws IOException {
        Path directory = folder == null ? Path.of("") : folder;
        BundleFolder files = new BundleFolder(directory);
        Map<BundleKey, BundleFolder.Document> before = files.read();
        ServerBundle kept = ServerBundle.read(server.calls(System.getenv()));
        int written = 0;
        for (Map.Entry<BundleKey, ObjectNode> entry : kept.documents().entrySet()) {
            BundleKey key = entry.getKey();
            Optional<BundleFolder.Document> file = Optional.ofNullable(before.get(key));
            if (file.isPresent() && saysTheSame(key, file.get(), entry.getValue(), kept)) {
                continue;
            }
            ObjectNode content = entry.getValue().deepCopy();
            putSecrets(content, file, kept);
            if (file.isPresent()) {
                BundleFolder.write(file.get().file(), content);
            } else {
                files.write(key, content);
            }
            written++;
        }
        PrintWriter out = command.commandLine().getOut();
        before.keySet().stream()
                .filter(key -> !kept.documents().containsKey(key))
                .forEach(key -> out.println("not on the server: " + key));
        out.println(written + " files written, " + (kept.documents().size() - written) + " said the same already.");
        out.flush();
        return 0;
    }

    private static boolean saysTheSame(
            BundleKey key, BundleFolder.Document file, ObjectNode kept, ServerBundle bundle) {
        try {
            ObjectNode resolved = SecretReferences.resolved(file.file(), file.content(), System.getenv());
            return BundleChange.of(key, resolved, Optional.of(kept), bundle.secrets())
                    .isNothing();
        } catch (CallFailure e) {
            // Without the environment it is not known what the references say; the secrets do not count anyway.
            return BundleChange.of(key, file.content(), Optional.of(kept), bundle.secrets())
                    .isNothing();
        }
    }

    /** A file keeps its own references; a new one gets references for the secrets that its kind usually has. */
    private static void putSecrets(ObjectNode content, Optional<BundleFolder.Document> file, ServerBundle kept) {
        if (!(content.path("connection") instanceof ObjectNode connection)) {
            return;
        }
        JsonNode before = file.map(one -> one.content().path("connection")).orElse(content.path("nothing"));
        before.properties().stream()
                .filter(setting -> kept.secrets().contains(setting.getKey()))
                .forEach(setting -> connection.set(setting.getKey(), setting.getValue()));
        boolean needsPassword = connection.has("user") && !connection.has("password");
        if (needsPassword && kept.secrets().contains("password")) {
            connection.put(
                    "password", SecretReferences.reference(content.path("name").asString(""), "password"));
        }
    }
}
