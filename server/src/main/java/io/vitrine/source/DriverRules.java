package io.vitrine.source;

import io.vitrine.source.connect.ConnectionSettings;
import io.vitrine.source.connect.SourceDriver;
import io.vitrine.source.connect.SourceDrivers;
import io.vitrine.source.connect.SourceKind;
import java.util.Map;

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
        return ConnectionSettings.change(driver, ConnectionSettings.read(driver, before), given)
                .withSecrets();
    }

    @Override
    public Map<String, String> shown(String kind, Map<String, String> settings) {
        return ConnectionSettings.read(driver(kind), settings).withoutSecrets();
    }

    private SourceDriver driver(String kind) {
        return drivers.of(SourceKind.ofWireName(kind));
    }
}
