package io.vitrine.configuration;

import io.vitrine.access.Role;
import io.vitrine.database.DatabaseAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** All settings, in the order in which the documentation shows them. */
final class Settings {
    static final String VARIABLE_PREFIX = "VITRINE_";

    static final Setting<String> HOST = Setting.of(
            "host",
            ValueTypes.host(),
            "127.0.0.1",
            "The address to listen on; `0.0.0.0` is every one of the machine's.");
    static final Setting<Integer> PORT = Setting.of(
            "port", ValueTypes.wholeNumber(0, 65_535), "8080", "The port to listen on; `0` is any free one.");
    static final Setting<URI> PUBLIC_URL = Setting.optional(
            "public-url",
            ValueTypes.webAddress(),
            "How browsers reach this server from outside, such as `https://analytics.example.com`; where it is not"
                    + " given, the `Host` of each request says it.");
    static final Setting<List<AddressRange>> TRUSTED_PROXIES = Setting.of(
            "trusted-proxies",
            ValueTypes.addressRanges(),
            "",
            "Proxies whose `Forwarded` and `X-Forwarded-*` headers are believed: addresses and networks such as"
                    + " `10.0.0.0/8`, separated by commas.");
    static final Setting<Integer> MAX_BODY_BYTES = Setting.of(
            "max-body-bytes",
            ValueTypes.wholeNumber(1_024, 1 << 30),
            "1048576",
            "The longest body of a request, in bytes; bulk calls stream and are not bound by it.");
    static final Setting<Integer> RATE_LIMIT_PER_MINUTE = Setting.of(
            "rate-limit-per-minute",
            ValueTypes.wholeNumber(0, 1_000_000),
            "180",
            "The calls of the API that one address may make a minute; `0` is no limit.");
    static final Setting<DatabaseAddress> DATABASE_URL = Setting.optional(
            "database-url",
            ValueTypes.databaseAddress(),
            "The directory's PostgreSQL (13 or newer), `postgresql://user:password@host:5432/database` or the same as a"
                    + " `jdbc:` URL; where it is not given, an embedded one runs in the data directory.");
    static final Setting<Integer> DATABASE_POOL_SIZE = Setting.of(
            "database-pool-size",
            ValueTypes.wholeNumber(2, 1_000),
            "32",
            "The most connections to the directory's PostgreSQL that are open at once.");
    static final Setting<Path> DATA_DIR = Setting.of(
            "data-dir",
            ValueTypes.path(),
            "~/.vitrine",
            "Where this server keeps the embedded database and the installation's key; one server at a time.");
    static final Setting<InstallationKey> SECRET_KEY = Setting.optional(
            "secret-key",
            ValueTypes.installationKey(),
            "The installation's key, 32 bytes in base64, which closes tokens and credentials at rest; where it is not"
                    + " given, one is made once and kept in the data directory.");
    static final Setting<BootstrapToken> BOOTSTRAP_TOKEN = Setting.optional(
            "bootstrap-token",
            ValueTypes.bootstrapToken(),
            "64 hexadecimal characters that become the first admin API token of an empty installation.");
    static final Setting<String> ADMIN_EMAIL = Setting.optional(
            "admin-email",
            ValueTypes.emailAddress(),
            "The e-mail address of the first admin of an installation without members; with `admin-password` it takes the"
                    + " place of the console's first run.");
    static final Setting<AdminPassword> ADMIN_PASSWORD = Setting.optional(
            "admin-password",
            ValueTypes.adminPassword(),
            "The password of that admin, 10 characters or more; once there is a member it counts for nothing.");
    static final Setting<Integer> SESSION_IDLE_MINUTES = Setting.of(
            "session-idle-minutes",
            ValueTypes.wholeNumber(1, 525_600),
            "720",
            "How many minutes without a call end a member's session.");
    static final Setting<Integer> SESSION_DAYS = Setting.of(
            "session-days",
            ValueTypes.wholeNumber(1, 400),
            "30",
            "How many days after the sign-in a member's session ends in any case.");
    static final Setting<URI> OIDC_ISSUER = Setting.optional(
            "oidc-issuer",
            ValueTypes.issuer(),
            "The OpenID Connect provider that members may sign in with, exactly as its ID tokens name it, such as"
                    + " `https://login.example.com`.");
    static final Setting<String> OIDC_CLIENT_ID =
            Setting.optional("oidc-client-id", ValueTypes.text(), "The id that the provider knows this server by.");
    static final Setting<ClientSecret> OIDC_CLIENT_SECRET = Setting.optional(
            "oidc-client-secret",
            ValueTypes.clientSecret(),
            "The secret that goes with `oidc-client-id`; where it is not given, PKCE alone proves the client.");
    static final Setting<String> OIDC_LABEL = Setting.of(
            "oidc-label",
            ValueTypes.text(),
            "single sign-on",
            "What the button on the sign-in page calls the provider.");
    static final Setting<Role> OIDC_DEFAULT_ROLE = Setting.optional(
            "oidc-default-role",
            ValueTypes.oneOf(Role.class),
            "The role of people whom the provider knows and nobody invited; where it is not given, they must be invited."
                    + " Takes `oidc-domains`.");
    static final Setting<List<String>> OIDC_DOMAINS = Setting.of(
            "oidc-domains",
            ValueTypes.domains(),
            "",
            "Domains of the e-mail addresses that may sign in through the provider, separated by commas; all where it is"
                    + " empty.");
    static final Setting<Choice> OIDC_TRUST_EMAIL = Setting.of(
            "oidc-trust-email",
            ValueTypes.oneOf(Choice.class),
            "off",
            "`on` where the provider vouches for e-mail addresses without saying `email_verified`, as some directories do;"
                    + " never for a provider where people choose their address themselves.");
    static final Setting<LogFormat> LOG_FORMAT = Setting.of(
            "log-format",
            ValueTypes.oneOf(LogFormat.class),
            "text",
            "How a line of the log looks: `text` for people, `json` for machines.");
    static final Setting<LogLevel> LOG_LEVEL = Setting.of(
            "log-level",
            ValueTypes.oneOf(LogLevel.class),
            "info",
            "The least grave thing that is logged: `error`, `warn`, `info` or `debug`.");
    static final Setting<AccessLogging> ACCESS_LOG = Setting.of(
            "access-log",
            ValueTypes.oneOf(AccessLogging.class),
            "off",
            "Whether each request is logged, by its route and without ids or tokens: `off` or `on`.");

    static final List<Setting<?>> ALL = List.of(
            HOST,
            PORT,
            PUBLIC_URL,
            TRUSTED_PROXIES,
            MAX_BODY_BYTES,
            RATE_LIMIT_PER_MINUTE,
            DATABASE_URL,
            DATABASE_POOL_SIZE,
            DATA_DIR,
            SECRET_KEY,
            BOOTSTRAP_TOKEN,
            ADMIN_EMAIL,
            ADMIN_PASSWORD,
            SESSION_IDLE_MINUTES,
            SESSION_DAYS,
            OIDC_ISSUER,
            OIDC_CLIENT_ID,
            OIDC_CLIENT_SECRET,
            OIDC_LABEL,
            OIDC_DEFAULT_ROLE,
            OIDC_DOMAINS,
            OIDC_TRUST_EMAIL,
            LOG_FORMAT,
            LOG_LEVEL,
            ACCESS_LOG);

    /**
     * Variables that others read: the path of the file itself, the client subcommands' server and token, and the start
     * script's options of the virtual machine.
     */
    static final Set<String> OTHER_VARIABLES =
            Set.of("VITRINE_CONFIG", "VITRINE_URL", "VITRINE_TOKEN", "VITRINE_JAVA_OPTIONS");

    private Settings() {}
}
