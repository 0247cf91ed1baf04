package io.vitrine.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;

/** PostGraphile 4: GraphQL straight from the tables; no validation, no history, no access rules of its own. */
record PostGraphile() implements Peer {
    private static final String VERSION = "4.14.1";
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    @Override
    public String name() {
        return "PostGraphile " + VERSION;
    }

    @Override
    public Running start(Stage stage, int records) throws Exception {
        Path folder = stage.work().resolve("postgraphile");
        Files.createDirectories(folder);
        Command.of(folder, "npm", "install", "--no-audit", "--no-fund", "--silent", "postgraphile@" + VERSION)
                .run();
        DirectoryDatabase database = stage.database("postgraphile");
        database.execute(
                "drop table if exists customer",
                "create table customer (id serial primary key, provided_id text not null unique, name text not null,"
                        + " properties jsonb not null) with (fillfactor = 80)",
                "insert into customer (provided_id, name, properties) select '" + Population.PREFIX
                        + "' || n, 'Customer ' || n, '{\"region\": \"EMEA\", \"plan\": \"gold\", \"seats\": 5}'"
                        + " from generate_series(1, " + records + ") n",
                "vacuum analyze customer");
        int port = Vitrine.freePort();
        Process process = new ProcessBuilder(
                        folder.resolve("node_modules/.bin/postgraphile").toString(),
                        "-c",
                        database.url(),
                        "-s",
                        "public",
                        "-n",
                        "127.0.0.1",
                        "-p",
                        Integer.toString(port),
                        "--disable-graphiql",
                        "--disable-query-log",
                        "--max-pool-size",
                        "16")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        Running running = new Running(
                process,
                "http://127.0.0.1:" + port,
                Wrk.of(stage.root(), "postgraphile.lua", Population.PREFIX, records, "update"),
                Wrk.of(stage.root(), "postgraphile.lua", Population.PREFIX, records, "read"));
        try {
            await(process, port, folder.resolve("log"));
            return running;
        } catch (IOException | InterruptedException | RuntimeException e) {
            running.close();
            throw e;
        }
    }

    private static void await(Process process, int port, Path log) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
                return;
            } catch (IOException notYet) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw new IllegalStateException("PostGraphile did not start: " + Files.readString(log), notYet);
                }
                Thread.sleep(50);
            }
        }
    }
}
