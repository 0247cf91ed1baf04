package io.vitrine.testing.trino;

import io.trino.plugin.memory.MemoryPlugin;
import io.trino.plugin.tpch.TpchPlugin;
import io.trino.server.testing.TestingTrinoServer;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A Trino with the catalogs {@code memory} and {@code tpch}, for as long as its standard input stays open.
 *
 * <p>Prints {@code READY <port>} when it takes statements.
 */
public final class TrinoProcess {
    private TrinoProcess() {}

    public static void main(String[] arguments) throws IOException {
        TestingTrinoServer server = TestingTrinoServer.builder().build();
        server.installPlugin(new TpchPlugin());
        server.createCatalog("tpch", "tpch", Map.of());
        server.installPlugin(new MemoryPlugin());
        server.createCatalog("memory", "memory", Map.of());
        // Trino has put its log in the place of System.out by now.
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        out.println("READY " + server.getAddress().getPort());
        while (System.in.read() >= 0) {
            // Whoever started this process ends it by closing the stream, also by dying.
        }
        Runtime.getRuntime().halt(0);
    }
}
