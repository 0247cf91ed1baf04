package io.vitrine.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.access.ApiTokens;
import io.vitrine.access.Bootstrap;
import io.vitrine.access.Caller;
import io.vitrine.access.Permission;
import io.vitrine.database.Database;
import io.vitrine.database.Sealer;
import io.vitrine.testing.TestServer;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Pages far into a list, with an anchor at every third customer, while the list changes in every way it can. */
final class CustomerPagesTest {
    private static final int STRIDE = 3;

    private static Database database;
    private static CustomerPages pages;
    private static Caller caller;
    private static Sealer sealer;

    @BeforeAll
    static void start() {
        database = Database.open(TestServer.freshDatabase(), 4);
        sealer = new Sealer(new byte[32]);
        database.transact(session -> Bootstrap.apply(session, new ApiTokens(sealer), Optional.empty()));
        pages = new CustomerPages(database, sealer, STRIDE);
        caller = database.withSession(session -> session.one(
                "select id, team_id from visibility_group",
                row -> new Caller(
                        row.number("team_id"),
                        row.number("id"),
                        "Production",
                        Set.of(Permission.READ, Permission.WRITE),
                        "system")));
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void everyPageIsWhatCountingUpToItGives() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int step = 0; step < 300; step++) {
            change(random);
            CustomerFilter filter = filter(random);
            List<String> expected = inOrder(filter);
            int offset = random.nextInt(expected.size() + 5);
            int size = 1 + random.nextInt(7);
            CustomerPages.Page page = pages.page(caller, filter, offset, size);
            assertThat(page.totalCount()).as("seed %d, step %d", seed, step).isEqualTo(expected.size());
            assertThat(page.customers())
                    .as("seed %d, step %d, %s, offset %d", seed, step, filter, offset)
                    .extracting(computed -> computed.customer().providedId())
                    .isEqualTo(expected.stream().skip(offset).limit(size).toList());
        }
    }

    private static CustomerFilter filter(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> new CustomerFilter(Optional.empty(), Optional.of("Customer"));
            case 1 -> new CustomerFilter(Optional.empty(), Optional.of("User"));
            default -> CustomerFilter.NONE;
        };
    }

    /** Adds some, deletes one, moves one to the other level, or adds one that counts as older than most. */
    private static void change(Random random) {
        switch (random.nextInt(8)) {
            case 0 -> run("delete from customer where id = (select id from customer order by random() limit 1)");
            case 1 ->
                run("update customer set level_id = (select id from hierarchy_level where id <> customer.level_id)"
                        + " where id = (select id from customer order by random() limit 1)");
            case 2 -> insert(random, 1, "now() - interval '1 hour' * " + random.nextInt(5));
            case 3 -> insert(random, 40, "now()");
            default -> insert(random, random.nextInt(3), "clock_timestamp()");
        }
    }

    private static void insert(Random random, int count, String createdAt) {
        for (int i = 0; i < count; i++) {
            String id = Long.toHexString(random.nextLong());
            CustomerTokens tokens = new CustomerTokens(sealer);
            String token = tokens.make();
            database.withSession(session -> session.update(
                    "insert into customer (visibility_group_id, provided_id, name, level_id, token_hash, sealed_token,"
                            + " created_at) values (?, ?, ?, (select id from hierarchy_level where position = ?), ?, ?, "
                            + createdAt + ")",
                    caller.visibilityGroupId(),
                    id,
                    id,
                    random.nextInt(2),
                    tokens.hash(token),
                    tokens.seal(token)));
        }
    }

    private static void run(String sql) {
        database.withSession(session -> session.update(sql));
    }

    private static List<String> inOrder(CustomerFilter filter) {
        return database.withSession(session -> session.list(
                "select c.provided_id from customer c join hierarchy_level l on l.id = c.level_id"
                        + " where ? in ('', l.name) order by c.created_at, c.id",
                row -> row.text("provided_id"),
                filter.levelName().orElse("")));
    }
}
