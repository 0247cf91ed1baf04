package io.vitrine.source.connect;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The settings of one connection, checked against what its kind lets be set.
 *
 * <p>Holds secrets in the clear; its text form shows the names of the settings only.
 */
public final class ConnectionSettings {
    private final SourceKind kind;
    private final List<ConnectionSetting> declared;
    private final Map<String, String> given;

    private ConnectionSettings(SourceKind kind, List<ConnectionSetting> declared, Map<String, String> given) {
        this.kind = kind;
        this.declared = declared;
        this.given = given;
    }

    /**
     * Checks what was given for a connection; an empty text counts as absent.
     *
     * @throws Refusal with {@link ErrorCode#INVALID_FIELD} or {@link ErrorCode#MISSING_FIELD} at
     *     {@code connection.<name>}, for the first setting that is unknown, malformed or lacking
     */
    public static ConnectionSettings read(SourceDriver driver, Map<String, String> given) {
        Map<String, String> kept = new LinkedHashMap<>();
        List<ConnectionSetting> declared = driver.settings();
        for (String name : given.keySet()) {
            if (declared.stream().noneMatch(setting -> setting.name().equals(name))) {
                throw new Refusal(
                        ErrorCode.INVALID_FIELD,
                        "connection." + name,
                        "A " + driver.kind().wireName() + " connection has no setting \"" + name + "\". It has "
                                + declared.stream().map(ConnectionSetting::name).collect(Collectors.joining(", "))
                                + ".");
            }
        }
        for (ConnectionSetting setting : declared) {
            String value = given.getOrDefault(setting.name(), "");
            if (!value.isEmpty()) {
                setting.check(value);
                kept.put(setting.name(), value);
            } else if (setting.required()) {
                throw new Refusal(
                        ErrorCode.MISSING_FIELD,
                        setting.field(),
                        "A " + driver.kind().wireName() + " connection needs \"" + setting.name() + "\".");
            }
        }
        ConnectionSettings settings = new ConnectionSettings(driver.kind(), declared, Map.copyOf(kept));
        driver.check(settings);
        return settings;
    }

    /**
     * As {@link #read}, for a change: a secret that is not given again stays as it was.
     *
     * @throws Refusal also with {@link ErrorCode#MISSING_FIELD} where the connection now leads to another machine and a
     *     secret is not given again, so that nobody who may edit a source can have its password sent elsewhere
     */
    public static ConnectionSettings change(SourceDriver driver, ConnectionSettings before, Map<String, String> given) {
        Map<String, String> merged = new LinkedHashMap<>(given);
        boolean moved = driver.settings().stream()
                .filter(ConnectionSetting::address)
                .anyMatch(setting -> !setting.preset()
                        .filter(preset -> given.getOrDefault(setting.name(), "").isEmpty())
                        .or(() -> Optional.ofNullable(given.get(setting.name())).filter(value -> !value.isEmpty()))
                        .equals(before.text(setting.name())));
        for (ConnectionSetting setting : driver.settings()) {
            boolean absent = merged.getOrDefault(setting.name(), "").isEmpty();
            if (setting.secret() && absent && before.given.containsKey(setting.name())) {
                if (moved) {
                    throw new Refusal(
                            ErrorCode.MISSING_FIELD,
                            setting.field(),
                            "The connection leads to another server now. Give \"" + setting.name() + "\" again.");
                }
                merged.put(setting.name(), before.given.getOrDefault(setting.name(), ""));
            }
        }
        return read(driver, merged);
    }

    public SourceKind kind() {
        return kind;
    }

    /** The value of a setting, or what stands for it where it is absent. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(given.get(name)).or(() -> declaration(name).preset());
    }

    /** The value of a setting that is required or has a preset. */
    public String required(String name) {
        return text(name).orElseThrow(() -> new IllegalStateException("no value for " + name));
    }

    int integer(String name) {
        return Integer.parseInt(required(name));
    }

    boolean flag(String name) {
        return text(name).map(Boolean::parseBoolean).orElse(false);
    }

    /** Everything that was given, secrets in the clear: what is encrypted and stored. */
    public Map<String, String> withSecrets() {
        return given;
    }

    /** Everything that was given except the secrets: what may be shown. */
    public Map<String, String> withoutSecrets() {
        Map<String, String> shown = new LinkedHashMap<>();
        for (ConnectionSetting setting : declared) {
            if (!setting.secret() && given.containsKey(setting.name())) {
                shown.put(setting.name(), given.getOrDefault(setting.name(), ""));
            }
        }
        return shown;
    }

    /** The values that must not stand in a message: secrets, and where the server is. */
    List<String> confidential() {
        return declared.stream()
                .filter(setting -> setting.secret() || setting.address())
                .filter(setting -> setting.type() != ConnectionSetting.Type.INTEGER)
                .map(setting -> given.getOrDefault(setting.name(), ""))
                .filter(value -> value.length() > 3)
                .toList();
    }

    boolean isDeclared(String name) {
        return declared.stream().anyMatch(setting -> setting.name().equals(name));
    }

    ConnectionSetting declaration(String name) {
        return declared.stream()
                .filter(setting -> setting.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(kind.wireName() + " declares no " + name));
    }

    @Override
    public String toString() {
        return kind.wireName() + given.keySet();
    }
}
