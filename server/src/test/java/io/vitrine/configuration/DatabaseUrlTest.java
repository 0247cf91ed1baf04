package io.vitrine.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.database.DatabaseAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://localhost/directory, jdbc:postgresql://localhost/directory, , ",
        "postgresql://localhost:5433/directory, jdbc:postgresql://localhost:5433/directory, , ",
        "postgres://ann@localhost/directory, jdbc:postgresql://localhost/directory, ann, ",
        "postgresql://ann:pass@h/d, jdbc:postgresql://h/d, ann, pass",
        "postgresql://ann%3A:p%40ss%2F+@h/d, jdbc:postgresql://h/d, ann:, p@ss/+",
        "jdbc:postgresql://ann:pass@h/d, jdbc:postgresql://h/d, ann, pass",
        "jdbc:postgresql://h/d?user=ann&password=p%26s&ssl=true, jdbc:postgresql://h/d?ssl=true, ann, p&s",
        "postgresql://h/d?sslmode=require&connect_timeout=3, jdbc:postgresql://h/d?sslmode=require&connectTimeout=3, , ",
        "'postgresql://a:1,b:2/d?targetServerType=primary', 'jdbc:postgresql://a:1,b:2/d?targetServerType=primary', , ",
        "postgresql://[::1]:5432/d, jdbc:postgresql://[::1]:5432/d, , "
    })
    void bothFormsAreUnderstood(String url, String jdbcUrl, String user, String password) {
        assertThat(DatabaseUrl.parse(url))
                .contains(new DatabaseAddress(jdbcUrl, Optional.ofNullable(user), Optional.ofNullable(password)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "jdbc:mysql://localhost/d",
                "postgresql://localhost",
                "postgresql://localhost/",
                "postgresql:///d",
                "jdbc:postgresql:d",
                "https://localhost/d"
            })
    void whatNamesNoHostOrNoDatabaseIsRefused(String url) {
        assertThat(DatabaseUrl.parse(url)).isEmpty();
    }

    @Test
    void thePasswordNeverShows() {
        assertThat(DatabaseUrl.parse("jdbc:postgresql://h/d?password=topsecret")
                        .orElseThrow()
                        .toString())
                .doesNotContain("topsecret");
    }
}
