package io.vitrine.embed;

import io.vitrine.customer.ComputedCustomer;
import io.vitrine.customer.Customer;
import io.vitrine.dashboard.ShownDashboard;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Collectors;

/**
 * What an embed shows, as two texts to compare.
 *
 * @param customer changes with the customer and with each of its ancestors
 * @param dashboard changes with the version that is shown and with the dashboard's record
 */
public record Revision(String customer, String dashboard) {
    private static final int SHOWN_BYTES = 12;

    static Revision of(ComputedCustomer customer, ShownDashboard dashboard) {
        String line = customer.selfAndAncestors().stream()
                .map(member -> member.id() + ":" + member.version())
                .collect(Collectors.joining(","));
        return new Revision(digest(line), dashboard.state());
    }

    /** Whether two customers at one place of the tree are the same in everything that this compares. */
    static boolean sameLine(ComputedCustomer one, ComputedCustomer other) {
        return one.selfAndAncestors().stream()
                .map(Customer::id)
                .toList()
                .equals(other.selfAndAncestors().stream().map(Customer::id).toList());
    }

    /** Internal ids stay inside. */
    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, SHOWN_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
