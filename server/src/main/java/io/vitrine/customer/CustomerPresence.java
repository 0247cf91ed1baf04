package io.vitrine.customer;

import io.vitrine.access.Caller;
import io.vitrine.database.Combiner;
import io.vitrine.database.Database;
import io.vitrine.database.SqlArray;
import java.util.List;

/** Answers whether customers exist: questions that come together are one query, on the index alone. */
final class CustomerPresence {
    private static final int QUERIES_UNDER_WAY = 4;
    private static final int LARGEST_BATCH = 256;

    private final Database database;
    private final Combiner<CustomerStore.Key, Boolean> combiner;

    CustomerPresence(Database database) {
        this.database = database;
        // Reading twice does no harm, so every question is a key of its own.
        this.combiner = new Combiner<>(QUERIES_UNDER_WAY, LARGEST_BATCH, question -> new Object(), this::ask);
    }

    boolean isPresent(Caller caller, String providedId) {
        return combiner.run(CustomerStore.Key.of(caller, providedId));
    }

    private List<Boolean> ask(List<CustomerStore.Key> questions) {
        return database.withSession(session -> session.list(
                """
                select exists (select from customer c
                               where c.visibility_group_id = q.group_id and c.provided_id = q.provided_id) as present
                from unnest(?::bigint[], ?::text[]) with ordinality as q(group_id, provided_id, n) order by q.n""",
                row -> row.bool("present"),
                SqlArray.column("bigint", questions, CustomerStore.Key::visibilityGroupId),
                SqlArray.column("text", questions, CustomerStore.Key::providedId)));
    }
}
