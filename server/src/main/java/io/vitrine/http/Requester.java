package io.vitrine.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** What counts as one requester: an IPv4 address, or the /64 network of an IPv6 address, of which one machine has many. */
final class Requester {
    private static final int NETWORK_BYTES = 8;

    private Requester() {}

    static String of(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        String bare = address.startsWith("[") ? address.substring(1, address.length() - 1) : address;
        try {
            return InetAddress.ofLiteral(bare) instanceof Inet6Address v6
                    ? HexFormat.of().formatHex(Arrays.copyOf(v6.getAddress(), NETWORK_BYTES))
                    : bare;
        } catch (IllegalArgumentException e) {
            return address;
        }
    }
}
