package io.vitrine.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vitrine.access.Role;
import io.vitrine.configuration.Configuration.DirectoryDatabase;
import io.vitrine.configuration.Configuration.Http;
import io.vitrine.configuration.Configuration.Log;
import io.vitrine.configuration.Configuration.Members;
import io.vitrine.configuration.Configuration.Oidc;
import io.vitrine.database.DatabaseAddress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
    private static final String KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    private static final String TOKEN = "0123456789abcdef".repeat(4);
    private static final Map<String, String> EVERY_SETTING = Map.ofEntries(
            Map.entry("host", "0.0.0.0"),
            Map.entry("port", "9090"),
            Map.entry("public-url", "https://analytics.example.com/"),
            Map.entry("trusted-proxies", "10.0.0.0/8, ::1"),
            Map.entry("max-body-bytes", "2048"),
            Map.entry("rate-limit-per-minute", "0"),
            Map.entry("database-url", "postgresql://ann:s%40fe@db.example.com/vitrine"),
            Map.entry("database-pool-size", "8"),
            Map.entry("data-dir", "/srv/vitrine"),
            Map.entry("secret-key", KEY),
            Map.entry("bootstrap-token", TOKEN),
            Map.entry("admin-email", "ada@example.com"),
            Map.entry("admin-password", "correct horse"),
            Map.entry("session-idle-minutes", "30"),
            Map.entry("session-days", "7"),
            Map.entry("oidc-issuer", "https://login.example.com/"),
            Map.entry("oidc-client-id", "vitrine"),
            Map.entry("oidc-client-secret", "shared"),
            Map.entry("oidc-label", "Example"),
            Map.entry("oidc-default-role", "viewer"),
            Map.entry("oidc-domains", "example.com, Example.org"),
            Map.entry("oidc-trust-email", "on"),
            Map.entry("log-format", "json"),
            Map.entry("log-level", "debug"),
            Map.entry("access-log", "on"));
    private static final Configuration EVERYTHING_SET = new Configuration(
            new Http(
                    "0.0.0.0",
                    9090,
                    Optional.of(URI.create("https://analytics.example.com")),
                    List.of(range("10.0.0.0/8"), range("::1")),
                    2048,
                    0),
            new DirectoryDatabase(
                    Optional.of(new DatabaseAddress(
                            "jdbc:postgresql://db.example.com/vitrine", Optional.of("ann"), Optional.of("s@fe"))),
                    8),
            Path.of("/srv/vitrine"),
            Optional.of(new InstallationKey(KEY)),
            Optional.of(new BootstrapToken(TOKEN)),
            new Members(
                    Optional.of("ada@example.com"),
                    Optional.of(new AdminPassword("correct horse")),
                    Duration.ofMinutes(30),
                    Duration.ofDays(7),
                    Optional.of(new Oidc(
                            URI.create("https://login.example.com/"),
                            "vitrine",
                            Optional.of(new ClientSecret("shared")),
                            "Example",
                            Optional.of(Role.VIEWER),
                            List.of("example.com", "example.org"),
                            true))),
            new Log(LogFormat.JSON, LogLevel.DEBUG, AccessLogging.ON));

    @TempDir
    Path directory = Path.of("");

    @Test
    void defaultsNeedNothingGiven() {
        assertThat(read(Map.of(), Map.of()))
                .isEqualTo(new Configuration(
                        new Http("127.0.0.1", 8080, Optional.empty(), List.of(), 1_048_576, 180),
                        new DirectoryDatabase(Optional.empty(), 32),
                        Path.of(System.getProperty("user.home"), ".vitrine"),
                        Optional.empty(),
                        Optional.empty(),
                        new Members(
                                Optional.empty(),
                                Optional.empty(),
                                Duration.ofHours(12),
                                Duration.ofDays(30),
                                Optional.empty()),
                        new Log(LogFormat.TEXT, LogLevel.INFO, AccessLogging.OFF)));
    }

    @Test
    void theExampleOfThisTestNamesEverySetting() {
        assertThat(EVERY_SETTING.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Settings.ALL.stream().map(Setting::name).toList());
    }

    @Test
    void settingsThatSayNothingAloneAreNamed() {
        assertThatThrownBy(() -> read(
                        Map.of("admin-email", "ada@example.com", "oidc-client-id", "x", "oidc-default-role", "viewer"),
                        Map.of()))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        wrong -> assertThat(wrong.problems())
                                .containsExactlyInAnyOrder(
                                        "VITRINE_ADMIN_EMAIL is set and VITRINE_ADMIN_PASSWORD is not. Set both, or neither.",
                                        "VITRINE_OIDC_CLIENT_ID is set and VITRINE_OIDC_ISSUER is not. Set both, or neither.",
                                        "VITRINE_OIDC_DEFAULT_ROLE takes VITRINE_OIDC_DOMAINS with it. Set that too."));
    }

    @Test
    void everySettingCanBeAFlag() {
        assertThat(read(EVERY_SETTING, Map.of())).isEqualTo(EVERYTHING_SET);
    }

    @Test
    void everySettingCanBeAVariable() {
        Map<String, String> environment = Settings.ALL.stream()
                .collect(Collectors.toMap(Setting::variable, setting -> EVERY_SETTING.get(setting.name())));
        assertThat(environment).containsKeys("VITRINE_DATABASE_URL", "VITRINE_RATE_LIMIT_PER_MINUTE");
        assertThat(read(Map.of(), environment)).isEqualTo(EVERYTHING_SET);
    }

    @Test
    void everySettingCanStandInTheFile() throws IOException {
        write(Settings.ALL.stream()
                .map(setting -> setting.key() + ": \"" + EVERY_SETTING.get(setting.name()) + "\"\n")
                .collect(Collectors.joining()));
        assertThat(read(Map.of(), Map.of())).isEqualTo(EVERYTHING_SET);
    }

    @Test
    void theFileMayHoldPlainNumbersSequencesAndNothing() throws IOException {
        write("port: 7070\ntrusted_proxies:\n  - 10.0.0.0/8\n  - ::1\nlog_level:\n");
        Configuration configuration = read(Map.of(), Map.of());
        assertThat(configuration.http().port()).isEqualTo(7070);
        assertThat(configuration.http().trustedProxies()).containsExactly(range("10.0.0.0/8"), range("::1"));
        assertThat(configuration.log().level()).isEqualTo(LogLevel.INFO);
        write("# nothing yet\n");
        assertThat(read(Map.of(), Map.of()).http().port()).isEqualTo(8080);
    }

    @Test
    void aFlagBeatsAVariableBeatsTheFileBeatsTheDefault() throws IOException {
        write("port: 1001\nhost: file\ndatabase_pool_size: 11\n");
        Configuration configuration =
                read(Map.of("port", "1003"), Map.of("VITRINE_PORT", "1002", "VITRINE_HOST", "variable"));
        assertThat(configuration.http().port()).isEqualTo(1003);
        assertThat(configuration.http().host()).isEqualTo("variable");
        assertThat(configuration.database().poolSize()).isEqualTo(11);
        assertThat(configuration.http().rateLimitPerMinute()).isEqualTo(180);
    }

    @Test
    void anotherFileCanBeNamed() throws IOException {
        Files.writeString(directory.resolve("other.yaml"), "port: 1004\n");
        assertThat(read(Map.of("config", "other.yaml"), Map.of()).http().port()).isEqualTo(1004);
        assertThat(read(
                                Map.of(),
                                Map.of(
                                        "VITRINE_CONFIG",
                                        directory.resolve("other.yaml").toString()))
                        .http()
                        .port())
                .isEqualTo(1004);
        assertThatThrownBy(() -> read(Map.of("config", "none.yaml"), Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("none.yaml cannot be read");
    }

    @Test
    void aWrongValueNamesTheSettingItsOriginAndWhatWouldBeRight() throws IOException {
        write("host: localhost\nport: 70000\n");
        assertThatThrownBy(() -> read(Map.of("log-level", "loud"), Map.of("VITRINE_DATABASE_POOL_SIZE", "many")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("`port` in line 2 of " + directory.resolve("vitrine.yaml")
                        + " is \"70000\". It must be a whole number from 0 to 65535.")
                .hasMessageContaining("The environment variable VITRINE_DATABASE_POOL_SIZE is \"many\".")
                .hasMessageContaining("The flag --log-level is \"loud\". It must be one of error, warn, info, debug.");
    }

    @Test
    void aWrongSecretIsNotRepeated() {
        assertThatThrownBy(() -> read(
                        Map.of(),
                        Map.of(
                                "VITRINE_SECRET_KEY", "c2hvcnQ=",
                                "VITRINE_BOOTSTRAP_TOKEN", "topsecret",
                                "VITRINE_DATABASE_URL", "mysql://root:topsecret@localhost/x")))
                .hasMessageContaining("VITRINE_SECRET_KEY")
                .hasMessageContaining("openssl rand -base64 32")
                .hasMessageContaining("VITRINE_BOOTSTRAP_TOKEN")
                .hasMessageContaining("VITRINE_DATABASE_URL")
                .message()
                .doesNotContain("c2hvcnQ=", "topsecret");
    }

    @Test
    void nothingSecretShowsInTheText() {
        assertThat(EVERYTHING_SET.toString()).doesNotContain(KEY, TOKEN, "s@fe");
    }

    @Test
    void unknownVariablesAreNamedWithASuggestion() {
        assertThatThrownBy(() -> read(Map.of(), Map.of("VITRINE_DATABSE_URL", "x", "VITRINE_COLOUR", "red")))
                .hasMessageContaining(
                        "VITRINE_DATABSE_URL is none that Vitrine knows. Did you mean VITRINE_DATABASE_URL?")
                .hasMessageContaining("VITRINE_COLOUR is none that Vitrine knows. Known are ");
    }

    @Test
    void variablesOfTheClientAndOfOtherProgramsAreNoConcern() {
        assertThat(read(Map.of(), Map.of("VITRINE_URL", "x", "VITRINE_TOKEN", "x", "PATH", "x", "VITRINE_PORT", "")))
                .isEqualTo(read(Map.of(), Map.of()));
    }

    @Test
    void unknownKeysStructuresAndBrokenFilesAreNamedWithTheirLine() throws IOException {
        write("port: 1\nprot: 2\nhost:\n  a: b\n");
        assertThatThrownBy(() -> read(Map.of(), Map.of()))
                .hasMessageContaining("`prot` in line 2")
                .hasMessageContaining("Did you mean port?")
                .hasMessageContaining("`host` in line 3")
                .hasMessageContaining("is a structure");
        write("port: 1\n  broken: [\n");
        assertThatThrownBy(() -> read(Map.of(), Map.of())).hasMessageContaining("is not valid YAML at line 2");
        write("port: 1\nport: 2\n");
        assertThatThrownBy(() -> read(Map.of(), Map.of())).hasMessageContaining("not valid YAML");
        write("just a sentence\n");
        assertThatThrownBy(() -> read(Map.of(), Map.of())).hasMessageContaining("holds no settings");
    }

    private Configuration read(Map<String, String> flags, Map<String, String> environment) {
        return Configuration.read(flags, environment, directory);
    }

    private void write(String yaml) throws IOException {
        Files.writeString(directory.resolve("vitrine.yaml"), yaml);
    }

    private static AddressRange range(String text) {
        return AddressRange.parse(text).orElseThrow();
    }
}
