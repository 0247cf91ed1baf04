package io.vitrine.cli;

import io.vitrine.demo.Demo;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./vitrine demo}: the server with a sample team, sample data and dashboards. */
@Command(
        name = "demo",
        description = "Runs the server with a sample team, sample data and dashboards.",
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {
    /** Put here by picocli. */
    @Spec
    private CommandSpec command = CommandSpec.create();

    /** The subcommand with a flag for every setting. */
    public static CommandSpec spec() {
        return ConfiguredCommand.spec(new DemoCommand());
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter out = command.commandLine().getOut();
        return ServeCommand.run(ConfiguredCommand.configuration(command), out, true, (installation, application) -> {
            Demo demo = new Demo(installation, application.features());
            out.println(welcome(
                    application.url().toString(), demo.prepare(), demo.admin().orElse("as you set it")));
        });
    }

    private static String welcome(String url, String token, String password) {
        return """

                Vitrine demo: two tenants, acme (on PostgreSQL) and globex (on DuckDB), and a demo customer, trial.

                  See it     %1$s/demo
                  Console    %1$s  (e-mail demo@example.com, password %3$s)
                  API        %1$s/docs
                  API token  %2$s

                Change a customer and see its panels change:

                  curl --location --request POST '%1$s/api/update_customer/' \\
                    --header 'Content-Type: application/json' \\
                    --header 'Explo-Authorization: Token %2$s' \\
                    --data-raw '{
                      "provided_id": "acme",
                      "properties": {"region": "APAC"},
                      "emails": ["new_email@example.com"],
                      "group_tags": ["engineers", "sales"],
                      "hierarchy_level_name": "Customer"
                    }'
                """.formatted(url, token, password);
    }
}
