package io.vitrine.access;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a member of the team may do; each role may do what the ones before it may. */
public enum Role {
    VIEWER,
    EDITOR,
    PUBLISHER,
    ADMIN;

    /** Everything that the role may do. */
    public Set<Permission> permissions() {
        EnumSet<Permission> all = EnumSet.noneOf(Permission.class);
        for (Permission permission : Permission.values()) {
            if (lowestWith(permission).compareTo(this) <= 0) {
                all.add(permission);
            }
        }
        return all;
    }

    /** The lowest role that may. */
    public static Role lowestWith(Permission permission) {
        return switch (permission) {
            case READ, READ_SETUP -> VIEWER;
            case READ_TOKENS, WRITE, WRITE_DATA -> EDITOR;
            case DELETE, DELETE_DATA, PUBLISH -> PUBLISHER;
            case ADMINISTER -> ADMIN;
        };
    }

    /** The name in bodies and in the database, such as {@code viewer}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name for people, such as {@code Viewer}. */
    public String label() {
        return name().charAt(0) + wireName().substring(1);
    }

    /** The role with that wire name. */
    public static Optional<Role> named(String wireName) {
        for (Role role : values()) {
            if (role.wireName().equals(wireName)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
