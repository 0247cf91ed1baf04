package io.vitrine.cli.client;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The kinds of things that a folder keeps, in the order in which they need one another. */
enum BundleKind {
    LEVELS("levels.yaml", ""),
    GROUP_TAGS("group-tags.yaml", ""),
    VISIBILITY_GROUPS("visibility-groups.yaml", ""),
    SCHEMA("schemas", "name"),
    DATA_SOURCE("data-sources", "name"),
    CUSTOMER("customers", "provided_id"),
    DASHBOARD("dashboards", "embed_id");

    private final String path;
    private final String keyField;

    BundleKind(String path, String keyField) {
        this.path = path;
        this.keyField = keyField;
    }

    /** The file, or the folder of the files. */
    String path() {
        return path;
    }

    /** The member that tells two of a kind apart. */
    String keyField() {
        return keyField;
    }

    /** Whether there is one file of this kind. */
    boolean isSingle() {
        return keyField.isEmpty();
    }

    /** The key of a document; empty where it does not say. */
    Optional<BundleKey> key(ObjectNode content) {
        if (isSingle()) {
            return Optional.of(new BundleKey(this, ""));
        }
        return Optional.of(content.path(keyField).asString(""))
                .filter(name -> !name.isEmpty())
                .map(name -> new BundleKey(this, name));
    }
}
