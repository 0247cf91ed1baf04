package io.vitrine.cli.client;

import java.util.Comparator;
import java.util.Locale;

/** Which thing a document is about. */
record BundleKey(BundleKind kind, String name) implements Comparable<BundleKey> {
    private static final Comparator<BundleKey> ORDER =
            Comparator.comparing(BundleKey::kind).thenComparing(BundleKey::name);

    @Override
    public int compareTo(BundleKey other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return (kind.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + name).strip();
    }
}
