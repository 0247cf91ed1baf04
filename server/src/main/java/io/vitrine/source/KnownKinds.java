package io.vitrine.source;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rules for connections that are kept and not opened: any setting of a known kind, shown only where it is harmless. */
public final class KnownKinds implements ConnectionRules {
    private static final List<String> KINDS = List.of("postgresql", "mysql", "mariadb", "duckdb", "trino", "jdbc");
    private static final Set<String> HARMLESS = Set.of(
            "host",
            "port",
            "database",
            "user",
            "ssl_mode",
            "ca_certificate",
            "path",
            "folder",
            "catalog",
            "schema",
            "driver");

    @Override
    public Map<String, String> check(String kind, Map<String, String> given) {
        if (!KINDS.contains(kind)) {
            throw new Refusal(
                    ErrorCode.INVALID_FIELD,
                    "kind",
                    "There is no kind of data source \"" + kind + "\". Give one of " + String.join(", ", KINDS) + ".");
        }
        return given;
    }

    @Override
    public Map<String, String> change(String kind, Map<String, String> before, Map<String, String> given) {
        Map<String, String> settings = new LinkedHashMap<>(given);
        before.forEach((name, value) -> {
            if (!HARMLESS.contains(name)) {
                settings.putIfAbsent(name, value);
            }
        });
        return check(kind, settings);
    }

    @Override
    public Map<String, String> shown(String kind, Map<String, String> settings) {
        Map<String, String> shown = new LinkedHashMap<>(settings);
        shown.keySet().retainAll(HARMLESS);
        return shown;
    }
}
