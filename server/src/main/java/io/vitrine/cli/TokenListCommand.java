package io.vitrine.cli;

import io.vitrine.access.ApiToken;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./vitrine token list}: a table of the API tokens; of each its last four characters only. */
@Command(name = "list", description = "Lists the API tokens.", mixinStandardHelpOptions = true)
final class TokenListCommand implements Callable<Integer> {
    private static final List<String> TITLES =
            List.of("ID", "NAME", "GROUP", "ACCESS", "ENDS IN", "CREATED", "LAST USED", "REVOKED");

    /** Put here by picocli. */
    @Spec
    private CommandSpec command = CommandSpec.create();

    @Option(names = "--all", description = "Shows revoked tokens too.")
    private boolean all;

    @Override
    public Integer call() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(TITLES);
        try (TokenOffice office = TokenOffice.open(ConfiguredCommand.configuration(command))) {
            for (ApiToken token : office.list()) {
                if (all || token.revokedAt().isEmpty()) {
                    rows.add(row(token));
                }
            }
        }
        print(rows, command.commandLine().getOut());
        return 0;
    }

    private static List<String> row(ApiToken token) {
        return List.of(
                Long.toString(token.id()),
                token.name(),
                token.visibilityGroup(),
                token.access().wireName(),
                token.hint(),
                token.createdAt().toString(),
                token.lastUsedAt().map(Object::toString).orElse("never"),
                token.revokedAt().map(Object::toString).orElse(""));
    }

    private static void print(List<List<String>> rows, PrintWriter out) {
        int[] widths = new int[TITLES.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(row.get(i)).repeat(' ', widths[i] - row.get(i).length() + 2);
            }
            out.println(line.toString().stripTrailing());
        }
        out.flush();
    }
}
