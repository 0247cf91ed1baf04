package io.vitrine.source;

import io.vitrine.error.Refusal;
import io.vitrine.source.connect.ConnectionSetting;
import io.vitrine.source.connect.ConnectionSettings;
import io.vitrine.source.connect.SourceDriver;
import io.vitrine.source.connect.SourceDrivers;
import io.vitrine.source.connect.SourceKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The rules of the drivers themselves: each kind declares what may be set on a connection, and what of it is secret. */
public final class DriverRules implements ConnectionRules {
    private final SourceDrivers drivers;

    public DriverRules(SourceDrivers drivers) {
        this.drivers = drivers;
    }

    @Override
    public Map<String, String> check(String kind, Map<String, String> given) {
        return ConnectionSettings.read(driver(kind), given).withSecrets();
    }

    @Override
    public Map<String, String> change(String kind, Map<String, String> before, Map<String, String> given) {
        SourceDriver driver = driver(kind);
        Optional<ConnectionSettings> still = stillValid(driver, before);
        return (still.isPresent()
                        ? ConnectionSettings.change(driver, still.get(), given)
                        : ConnectionSettings.read(driver, given))
                .withSecrets();
    }

    /** Settings that were right once may be wrong by now, as when their folder is gone; then they help nobody. */
    private static Optional<ConnectionSettings> stillValid(SourceDriver driver, Map<String, String> stored) {
        try {
            return Optional.of(ConnectionSettings.read(driver, stored));
        } catch (Refusal e) {
            return Optional.empty();
        }
    }

    @Override
    public Map<String, String> shown(String kind, Map<String, String> settings) {
        Map<String, String> shown = new LinkedHashMap<>();
        for (ConnectionSetting setting : driver(kind).settings()) {
            if (!setting.secret() && settings.containsKey(setting.name())) {
                shown.put(setting.name(), settings.getOrDefault(setting.name(), ""));
            }
        }
        return shown;
    }

    private SourceDriver driver(String kind) {
        return drivers.of(SourceKind.ofWireName(kind));
    }
}
