package io.vitrine.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.database.Database;
import io.vitrine.database.DatabaseAddress;
import org.junit.jupiter.api.Test;

class TestPostgresTest {
    @Test
    void databasesFromOneTemplateStartAlikeAndAreApart() {
        DatabaseAddress one = prepared();
        DatabaseAddress other = prepared();
        try (Database first = Database.open(one, 2);
                Database second = Database.open(other, 2)) {
            first.transact(session -> session.update("insert into kept values (1)"));
            assertThat(rows(first)).isEqualTo(2);
            assertThat(rows(second)).isEqualTo(1);
        }
    }

    private static DatabaseAddress prepared() {
        return TestPostgres.shared().databaseFrom("one row", address -> {
            try (Database database = Database.open(address, 1)) {
                database.transact(session -> {
                    session.update("create table kept (value int)");
                    session.update("insert into kept values (0)");
                });
            }
        });
    }

    private static long rows(Database database) {
        return database.withSession(session -> session.one("select count(*) as n from kept", row -> row.number("n")));
    }
}
