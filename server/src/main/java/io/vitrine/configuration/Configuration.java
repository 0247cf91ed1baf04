package io.vitrine.configuration;

import io.vitrine.access.Role;
import io.vitrine.database.DatabaseAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that an operator has set, or left at its default. Immutable; nothing secret shows in its text.
 *
 * @param dataDirectory absolute; may not exist yet
 * @param secretKey where absent, the one in the data directory counts
 * @param bootstrapToken the first admin API token of an empty installation
 */
public record Configuration(
        Http http,
        DirectoryDatabase database,
        Path dataDirectory,
        Optional<InstallationKey> secretKey,
        Optional<BootstrapToken> bootstrapToken,
        Members members,
        Log log) {

    /**
     * How the server is reached.
     *
     * @param port 0 for any free one
     * @param publicUrl scheme, host and perhaps port and path, without a slash at its end
     * @param maxBodyBytes of a request that does not stream
     * @param rateLimitPerMinute calls from one address; 0 for no limit
     */
    public record Http(
            String host,
            int port,
            Optional<URI> publicUrl,
            List<AddressRange> trustedProxies,
            int maxBodyBytes,
            int rateLimitPerMinute) {}

    /**
     * The directory's PostgreSQL.
     *
     * @param address where absent, an embedded server below the data directory is meant
     * @param poolSize the most connections open at once
     */
    public record DirectoryDatabase(Optional<DatabaseAddress> address, int poolSize) {}

    /**
     * The people of the team.
     *
     * @param adminEmail together with its password the first admin of an installation without members
     * @param sessionIdle how long without a call a session lasts
     * @param sessionLongest how long after the sign-in a session lasts
     */
    public record Members(
            Optional<String> adminEmail,
            Optional<AdminPassword> adminPassword,
            Duration sessionIdle,
            Duration sessionLongest,
            Optional<Oidc> oidc) {}

    /**
     * The OpenID Connect provider that members may sign in with.
     *
     * @param defaultRole of people whom nobody invited
     * @param domains of the addresses that may sign in, in lower case; empty for all
     */
    public record Oidc(
            URI issuer,
            String clientId,
            Optional<ClientSecret> clientSecret,
            String label,
            Optional<Role> defaultRole,
            List<String> domains,
            boolean trustEmail) {}

    /** The log on standard output. */
    public record Log(LogFormat format, LogLevel level, AccessLogging access) {}

    /**
     * Reads all settings; a flag beats a variable, a variable beats the file, the file beats the default.
     *
     * @param flags text by the setting's name, as {@link ConfigurationFlags} collects it
     * @param environment of the process, in which only {@code VITRINE_*} counts
     * @param workingDirectory where {@code vitrine.yaml} is looked for when neither flag nor variable names a file
     * @throws ConfigurationException naming every setting that is wrong, where it came from and what would be right
     */
    public static Configuration read(
            Map<String, String> flags, Map<String, String> environment, Path workingDirectory) {
        SettingReader reader = SettingReader.of(flags, environment, workingDirectory);
        Configuration configuration = new Configuration(
                new Http(
                        reader.value(Settings.HOST),
                        reader.value(Settings.PORT),
                        reader.optional(Settings.PUBLIC_URL),
                        reader.value(Settings.TRUSTED_PROXIES),
                        reader.value(Settings.MAX_BODY_BYTES),
                        reader.value(Settings.RATE_LIMIT_PER_MINUTE)),
                new DirectoryDatabase(
                        reader.optional(Settings.DATABASE_URL), reader.value(Settings.DATABASE_POOL_SIZE)),
                reader.value(Settings.DATA_DIR),
                reader.optional(Settings.SECRET_KEY),
                reader.optional(Settings.BOOTSTRAP_TOKEN),
                new Members(
                        reader.optional(Settings.ADMIN_EMAIL),
                        reader.optional(Settings.ADMIN_PASSWORD),
                        Duration.ofMinutes(reader.value(Settings.SESSION_IDLE_MINUTES)),
                        Duration.ofDays(reader.value(Settings.SESSION_DAYS)),
                        oidc(reader)),
                new Log(
                        reader.value(Settings.LOG_FORMAT),
                        reader.value(Settings.LOG_LEVEL),
                        reader.value(Settings.ACCESS_LOG)));
        reader.requireTogether(Settings.ADMIN_EMAIL, Settings.ADMIN_PASSWORD);
        reader.requireTogether(Settings.OIDC_ISSUER, Settings.OIDC_CLIENT_ID);
        // Else everybody in the world with an account at a public provider would be a member.
        reader.requireWith(Settings.OIDC_DEFAULT_ROLE, Settings.OIDC_DOMAINS);
        reader.throwIfWrong();
        return configuration;
    }

    private static Optional<Oidc> oidc(SettingReader reader) {
        Optional<URI> issuer = reader.optional(Settings.OIDC_ISSUER);
        Optional<String> clientId = reader.optional(Settings.OIDC_CLIENT_ID);
        Optional<ClientSecret> secret = reader.optional(Settings.OIDC_CLIENT_SECRET);
        String label = reader.value(Settings.OIDC_LABEL);
        Optional<Role> defaultRole = reader.optional(Settings.OIDC_DEFAULT_ROLE);
        List<String> domains = reader.value(Settings.OIDC_DOMAINS);
        boolean trustEmail = reader.value(Settings.OIDC_TRUST_EMAIL) == Choice.ON;
        return issuer.flatMap(
                url -> clientId.map(id -> new Oidc(url, id, secret, label, defaultRole, domains, trustEmail)));
    }
}
