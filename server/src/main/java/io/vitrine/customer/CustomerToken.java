package io.vitrine.customer;

/** A customer token as it is kept, sealed; opened only for the answers that show it. */
public final class CustomerToken {
    private final byte[] sealed;
    private final CustomerTokens tokens;

    CustomerToken(byte[] sealed, CustomerTokens tokens) {
        this.sealed = sealed;
        this.tokens = tokens;
    }

    /** The token: 64 lower-case hex characters. */
    public String text() {
        return tokens.open(sealed);
    }
}
