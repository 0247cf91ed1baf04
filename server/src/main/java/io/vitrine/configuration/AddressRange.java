package io.vitrine.configuration;

import java.net.InetAddress;
import java.util.Optional;

/**
 * A network of IP addresses, such as {@code 10.0.0.0/8}; a single address is a network of one.
 *
 * @param address any address of the network
 * @param prefixLength how many leading bits all its addresses share
 */
public record AddressRange(InetAddress address, int prefixLength) {
    static Optional<AddressRange> parse(String text) {
        int slash = text.indexOf('/');
        String written = slash < 0 ? text : text.substring(0, slash);
        try {
            InetAddress address = InetAddress.ofLiteral(written);
            int bits = address.getAddress().length * Byte.SIZE;
            if (slash < 0) {
                return Optional.of(new AddressRange(address, bits));
            }
            int prefixLength = Integer.parseInt(text.substring(slash + 1));
            return prefixLength >= 0 && prefixLength <= bits
                    ? Optional.of(new AddressRange(address, prefixLength))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether an address lies in this network; one of another protocol version never does. */
    public boolean contains(InetAddress other) {
        byte[] mine = address.getAddress();
        byte[] its = other.getAddress();
        if (mine.length != its.length) {
            return false;
        }
        for (int bit = 0; bit < prefixLength; bit++) {
            int mask = 1 << (7 - bit % Byte.SIZE);
            if ((mine[bit / Byte.SIZE] & mask) != (its[bit / Byte.SIZE] & mask)) {
                return false;
            }
        }
        return true;
    }
}
