package io.vitrine.access;

import java.util.Optional;
import java.util.Set;

/** The kind of an API token: what the calls that carry it may do. */
public enum Access {
    READ_ONLY("read-only"),
    READ_WRITE("read-write"),
    ADMIN("admin");

    private final String wireName;

    Access(String wireName) {
        this.wireName = wireName;
    }

    /** The name in bodies and in the database, such as {@code read-only}. */
    public String wireName() {
        return wireName;
    }

    public Set<Permission> permissions() {
        return switch (this) {
            case READ_ONLY -> Set.of(Permission.READ, Permission.READ_TOKENS);
            case READ_WRITE ->
                Set.of(
                        Permission.READ,
                        Permission.READ_TOKENS,
                        Permission.WRITE,
                        Permission.DELETE,
                        Permission.PUBLISH);
            case ADMIN -> Set.of(Permission.values());
        };
    }

    /** The access with that wire name. */
    public static Optional<Access> named(String wireName) {
        for (Access access : values()) {
            if (access.wireName.equals(wireName)) {
                return Optional.of(access);
            }
        }
        return Optional.empty();
    }
}
