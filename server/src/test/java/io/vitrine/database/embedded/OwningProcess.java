package io.vitrine.database.embedded;

import io.vitrine.testing.TestPostgres;
import java.nio.file.Path;

/** A process that starts a server on the directory it is given, says so, and waits to be killed. */
final class OwningProcess {
    private OwningProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
        try (EmbeddedPostgres server =
                EmbeddedPostgres.start(Path.of(arguments[0]), TestPostgres.programs(), ServerSettings.durable())) {
            System.out.println("ready " + server.pid());
            System.out.flush();
            Thread.sleep(Long.MAX_VALUE);
        }
    }
}
