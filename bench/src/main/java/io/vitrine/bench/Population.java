package io.vitrine.bench;

import io.vitrine.json.Json;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ObjectNode;

/**
 * Who is in a directory: the customers that a bench finds there.
 *
 * @param kind how they stand to one another
 * @param customers how many there are, ancestors not counted
 */
record Population(Kind kind, int customers) {
    /** The {@code provided_id} of customer n, without the n; n counts from 1. */
    static final String PREFIX = "customer-";

    /** An ancestor of every customer of a tree. */
    static final String ROOT = "root";

    /** A customer with neither parent nor children. */
    static final String LONER = "loner";

    private static final int CHILDREN = 100;
    private static final String[] REGIONS = {"EMEA", "APAC", "AMER"};

    /** How customers stand to one another. */
    enum Kind {
        /** All of them are at the top. */
        FLAT,
        /** Three levels: one root, below it branches of a hundred customers each, and a loner beside it. */
        TREE
    }

    String databaseName() {
        return kind.name().toLowerCase(java.util.Locale.ROOT) + "_" + customers;
    }

    /** Makes what customers refer to, and then the customers, by the server's own calls. */
    void settle(Calls calls, Path work) throws IOException, InterruptedException {
        prepareTeam(calls);
        Path file = writeTo(work.resolve(databaseName() + ".ndjson"));
        long refused = calls.bulk(file);
        Files.delete(file);
        if (refused > 0) {
            throw new IllegalStateException(refused + " customers were refused");
        }
    }

    /** Makes the levels and group tags that customers refer to. */
    void prepareTeam(Calls calls) throws IOException, InterruptedException {
        if (kind == Kind.TREE) {
            ObjectNode levels = Json.object();
            levels.putArray("levels").addObject().put("name", "Company");
            levels.withArray("levels").addObject().put("name", "Customer");
            levels.withArray("levels").addObject().put("name", "User");
            calls.send("PUT", "/api/v1/levels", levels);
        }
        prepareTags(calls);
    }

    /** Makes the group tags that customers refer to. */
    static void prepareTags(Calls calls) throws IOException, InterruptedException {
        for (String tag : new String[] {"engineers", "sales"}) {
            calls.post("/api/create_group_tag/", Json.object().put("name", tag));
        }
    }

    /** Writes the customers as the lines of a bulk call, parents first. */
    Path writeTo(Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            if (kind == Kind.TREE) {
                out.write("{\"provided_id\":\"root\",\"hierarchy_level_name\":\"Company\",\"properties\":"
                        + "{\"currency\":\"EUR\",\"region\":\"WORLD\"}}\n");
                out.write("{\"provided_id\":\"loner\",\"hierarchy_level_name\":\"Company\",\"properties\":"
                        + "{\"currency\":\"EUR\",\"region\":\"WORLD\"}}\n");
                for (int branch : IntStream.rangeClosed(0, customers / CHILDREN).toArray()) {
                    out.write("{\"provided_id\":\"branch-" + branch + "\",\"hierarchy_level_name\":\"Customer\","
                            + "\"parent_provided_id\":\"root\",\"properties\":{\"language\":\"de\"}}\n");
                }
            }
            for (int n = 1; n <= customers; n++) {
                out.write(line(n));
            }
        }
        return file;
    }

    private String line(int n) {
        String place = kind == Kind.TREE
                ? ",\"hierarchy_level_name\":\"User\",\"parent_provided_id\":\"branch-" + n / CHILDREN + "\""
                : "";
        return "{\"provided_id\":\"" + PREFIX + n + "\",\"name\":\"Customer " + n + "\",\"emails\":[\"customer" + n
                + "@example.com\"],\"properties\":{\"region\":\"" + REGIONS[n % 3] + "\",\"plan\":\"gold\",\"seats\":"
                + n % 1000 + ",\"filterValue\":\"value-" + n + "\"},\"group_tags\":[\"engineers\",\"sales\"]" + place
                + "}\n";
    }
}
