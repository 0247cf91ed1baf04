package io.vitrine.dashboard;

import java.util.Optional;

/** What an embed id names. */
public enum ResourceType {
    DASHBOARD("dashboard"),
    /** A report builder. */
    REPORT("report");

    private final String wireName;

    ResourceType(String wireName) {
        this.wireName = wireName;
    }

    /** The {@code resource_type} of bodies. */
    public String wireName() {
        return wireName;
    }

    public static Optional<ResourceType> named(String wireName) {
        for (ResourceType type : values()) {
            if (type.wireName.equals(wireName)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
