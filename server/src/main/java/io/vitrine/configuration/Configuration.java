package io.vitrine.configuration;

import io.vitrine.database.DatabaseAddress;
import java.net.URI;
import java.nio.file.Path;
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
                new Log(
                        reader.value(Settings.LOG_FORMAT),
                        reader.value(Settings.LOG_LEVEL),
                        reader.value(Settings.ACCESS_LOG)));
        reader.throwIfWrong();
        return configuration;
    }
}
