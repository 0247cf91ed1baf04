package io.vitrine.configuration;

import java.util.Locale;
import java.util.Optional;

/**
 * One thing that an operator can set.
 *
 * @param name words joined by hyphens; flag, variable and key are made of it
 * @param type what its text may be and what it becomes
 * @param fallback the text that counts where nothing is given, as an operator would write it
 * @param description one sentence for the documentation and for {@code --help}
 */
record Setting<T>(String name, ValueType<T> type, Optional<String> fallback, String description) {
    static <T> Setting<T> of(String name, ValueType<T> type, String fallback, String description) {
        return new Setting<>(name, type, Optional.of(fallback), description);
    }

    static <T> Setting<T> optional(String name, ValueType<T> type, String description) {
        return new Setting<>(name, type, Optional.empty(), description);
    }

    /** For example {@code --rate-limit-per-minute}. */
    String flag() {
        return "--" + name;
    }

    /** For example {@code VITRINE_RATE_LIMIT_PER_MINUTE}. */
    String variable() {
        return Settings.VARIABLE_PREFIX + name.replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** For example {@code rate_limit_per_minute}. */
    String key() {
        return name.replace('-', '_');
    }
}
