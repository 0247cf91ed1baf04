package io.vitrine.source.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionSettingsTest {
    private static final SourceDriver POSTGRES = Databases.DRIVERS.of(SourceKind.POSTGRESQL);
    private static final Map<String, String> GIVEN =
            Map.of("host", "db.example.com", "database", "shop", "user", "reader", "password", "secret word");

    private static Map<String, String> with(String name, String value) {
        Map<String, String> changed = new HashMap<>(GIVEN);
        changed.put(name, value);
        return changed;
    }

    @Test
    void presetsStandForWhatIsAbsent() {
        ConnectionSettings settings = ConnectionSettings.read(POSTGRES, GIVEN);

        assertThat(settings.text("port")).contains("5432");
        assertThat(settings.text("ssl_mode")).contains("prefer");
        assertThat(settings.text("ca_certificate")).isEmpty();
    }

    @Test
    void secretsAreNeitherShownNorPrinted() {
        ConnectionSettings settings = ConnectionSettings.read(POSTGRES, GIVEN);

        assertThat(settings.withoutSecrets()).doesNotContainKey("password").containsEntry("user", "reader");
        assertThat(settings.withSecrets()).containsEntry("password", "secret word");
        assertThat(settings.toString()).doesNotContain("secret word");
    }

    @Test
    void whatIsRequiredAndAbsentIsNamed() {
        Refusal refusal = Refusals.of(() -> ConnectionSettings.read(POSTGRES, with("host", "")));

        assertThat(refusal.code()).isEqualTo(ErrorCode.MISSING_FIELD);
        assertThat(refusal.field()).contains("connection.host");
    }

    /** Properties of drivers that load classes, read files, run statements or leave the server that was named. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "url",
                "socketFactory",
                "socketFactoryArg",
                "sslfactory",
                "sslfactoryarg",
                "sslpasswordcallback",
                "sslhostnameverifier",
                "authenticationPluginClassName",
                "jaasApplicationName",
                "loggerFile",
                "loggerLevel",
                "options",
                "service",
                "passfile",
                "xmlFactoryFactory",
                "autoDeserialize",
                "queryInterceptors",
                "statementInterceptors",
                "allowLoadLocalInfile",
                "allowLocalInfile",
                "allowUrlInLocalInfile",
                "allowMultiQueries",
                "initSql",
                "sessionVariables",
                "INIT",
                "serverRsaPublicKeyFile",
                "serverSslCert",
                "keyStore",
                "trustStore",
                "tlsSocketType",
                "credentialType",
                "pipe",
                "localSocket",
                "galeraAllowedState",
                "dnsResolver",
                "httpProxy",
                "socksProxy",
                "extraHeaders",
                "extraCredentials",
                "KerberosConfigPath",
                "SSLKeyStorePath",
                "SSLTrustStorePath",
                "externalAuthentication",
                "temp_directory",
                "custom_extension_repository",
                "init_sql",
                "Host",
                "PASSWORD"
            })
    void thereAreNoOtherSettings(String name) {
        for (SourceKind kind : List.of(
                SourceKind.POSTGRESQL, SourceKind.MYSQL, SourceKind.MARIADB, SourceKind.TRINO, SourceKind.DUCKDB)) {
            Refusal refusal = Refusals.of(() -> ConnectionSettings.read(Databases.DRIVERS.of(kind), with(name, "x")));
            assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_FIELD);
            assertThat(refusal.field()).as(kind.wireName()).isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "db.example.com/other?socketFactory=x",
                "db.example.com:5432",
                "a,b",
                "a b",
                "a?b",
                "a&b",
                "a#b",
                "user@host",
                "a;b",
                "/tmp/.s.PGSQL",
                "a\nb",
                "-host",
                "(address=1)",
                "[::1",
                "a%2Fb"
            })
    void aHostIsANameOrAnAddressAndNothingElse(String host) {
        for (SourceKind kind : List.of(SourceKind.POSTGRESQL, SourceKind.MARIADB)) {
            if (host.equals("[::1")) {
                continue;
            }
            assertThat(Refusals.of(() -> ConnectionSettings.read(Databases.DRIVERS.of(kind), with("host", host)))
                            .field())
                    .as(host)
                    .contains("connection.host");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "db_1.internal", "10.0.0.1", "::1", "[fe80::1]", "2600:1f18::5"})
    void hostNamesAndAddressesAreTaken(String host) {
        assertThat(ConnectionSettings.read(POSTGRES, with("host", host)).text("host"))
                .contains(host);
    }

    @Test
    void eachTypeOfValueIsChecked() {
        for (Map.Entry<String, String> wrong : Map.of(
                        "port", "54x",
                        "ssl_mode", "sometimes",
                        "user", "a\u0000b",
                        "ca_certificate", "no certificate")
                .entrySet()) {
            Refusal refusal =
                    Refusals.of(() -> ConnectionSettings.read(POSTGRES, with(wrong.getKey(), wrong.getValue())));
            assertThat(refusal.field()).contains("connection." + wrong.getKey());
        }
        assertThat(Refusals.of(() -> ConnectionSettings.read(POSTGRES, with("port", "70000")))
                        .field())
                .contains("connection.port");
    }

    @Test
    void aSecretThatIsNotGivenAgainStays() {
        ConnectionSettings before = ConnectionSettings.read(POSTGRES, GIVEN);

        ConnectionSettings after = ConnectionSettings.change(
                POSTGRES, before, Map.of("host", "db.example.com", "database", "other", "user", "reader"));

        assertThat(after.text("password")).contains("secret word");
        assertThat(after.text("database")).contains("other");
    }

    @Test
    void aSecretDoesNotFollowToAnotherServer() {
        ConnectionSettings before = ConnectionSettings.read(POSTGRES, GIVEN);

        for (Map<String, String> moved : List.of(
                Map.of("host", "evil.example.com", "database", "shop", "user", "reader"),
                Map.of("host", "db.example.com", "port", "6000", "database", "shop", "user", "reader"))) {
            Refusal refusal = Refusals.of(() -> ConnectionSettings.change(POSTGRES, before, moved));
            assertThat(refusal.code()).isEqualTo(ErrorCode.MISSING_FIELD);
            assertThat(refusal.field()).contains("connection.password");
        }
    }

    @Test
    void thePresetPortIsNoMove() {
        ConnectionSettings before = ConnectionSettings.read(POSTGRES, GIVEN);

        ConnectionSettings after = ConnectionSettings.change(
                POSTGRES,
                before,
                Map.of("host", "db.example.com", "port", "5432", "database", "shop", "user", "reader"));

        assertThat(after.text("password")).contains("secret word");
    }

    @ParameterizedTest
    @EnumSource(SourceKind.class)
    void everyKindDescribesItsSettingsForAForm(SourceKind kind) {
        assertThat(Databases.DRIVERS.of(kind).kind()).isEqualTo(kind);
        assertThat(Databases.DRIVERS.of(kind).settings())
                .isNotEmpty()
                .allSatisfy(setting -> {
                    assertThat(setting.name()).matches("[a-z0-9_]+");
                    assertThat(setting.label()).isNotBlank();
                    assertThat(setting.type() == ConnectionSetting.Type.CHOICE)
                            .isEqualTo(!setting.choices().isEmpty());
                })
                .extracting(ConnectionSetting::name)
                .doesNotHaveDuplicates();
    }

    @Test
    void kindsAreKnownByTheirNameAndH2IsNone() {
        assertThat(SourceKind.ofWireName("mariadb")).isEqualTo(SourceKind.MARIADB);
        assertThat(Refusals.of(() -> SourceKind.ofWireName("h2")).text()).contains("postgresql, mysql");
    }
}
