package io.vitrine.customer;

import io.vitrine.database.Sealer;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Customer tokens: 64 lower-case hex characters, looked up by keyed hash, kept encrypted because the API returns them. */
final class CustomerTokens {
    private static final String PURPOSE = "customer token";
    private static final int BYTES = 32;
    private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{64}");

    private final Sealer sealer;

    CustomerTokens(Sealer sealer) {
        this.sealer = sealer;
    }

    static boolean isWellFormed(String token) {
        return SHAPE.matcher(token).matches();
    }

    String make() {
        return HexFormat.of().formatHex(sealer.randomBytes(BYTES));
    }

    byte[] hash(String token) {
        return sealer.hash(token);
    }

    byte[] seal(String token) {
        return sealer.seal(PURPOSE, HexFormat.of().parseHex(token));
    }

    String open(byte[] sealed) {
        return HexFormat.of().formatHex(sealer.open(PURPOSE, sealed));
    }
}
