package io.vitrine.source.connect;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * Says which addresses a data source may be at, so that a connection cannot be turned into a way into the network that
 * the server stands in.
 *
 * <p>Link-local, multicast and cloud metadata addresses are refused always: no database is there, and machine
 * credentials are. Private, loopback and carrier-grade addresses are refused where {@code publicOnly}, for an
 * installation whose users do not run it themselves. Asked at each connect with the address that is connected to, not
 * with the name, so that a name that changes its address in between gains nothing.
 *
 * @param publicOnly whether only addresses of the public internet are let through
 */
public record NetworkGuard(boolean publicOnly) {
    /** Metadata services outside of the link-local range: Alibaba, Oracle, and AWS over IPv6. */
    private static final Set<String> METADATA =
            Set.of("6464 64c8", "c000 00c0", "fd00 0ec2 0000 0000 0000 0000 0000 0254");

    private static final List<Range> PRIVATE_V4 = List.of(
            new Range(0, 8), // "this network", which connects to this machine
            new Range(0x0A000000, 8),
            new Range(0x64400000, 10),
            new Range(0x7F000000, 8),
            new Range(0xAC100000, 12),
            new Range(0xC0000000, 24),
            new Range(0xC0A80000, 16),
            new Range(0xC6120000, 15),
            new Range(0xF0000000, 4));

    /** IPv4 addresses that share their first bits. */
    private record Range(int prefix, int bits) {
        boolean holds(int address) {
            return (address ^ prefix) >>> (32 - bits) == 0;
        }
    }

    /** Lets every address through that may hold a database, private ones included. */
    public static NetworkGuard selfHosted() {
        return new NetworkGuard(false);
    }

    /**
     * Lets an address through or not.
     *
     * @throws ForbiddenAddressException where it is refused
     */
    void check(InetAddress address) throws ForbiddenAddressException {
        InetAddress target = embedded(address);
        if (target.isLinkLocalAddress() || target.isMulticastAddress() || METADATA.contains(hex(target))) {
            throw new ForbiddenAddressException("A data source may not be at a link-local or metadata address.");
        }
        if (publicOnly && isPrivate(target)) {
            throw new ForbiddenAddressException(
                    "A data source must be at a public address here: this server does not connect to private networks.");
        }
    }

    /** As {@link #check(InetAddress)}, for the address that a socket is about to be connected to. */
    void check(InetSocketAddress endpoint) throws ForbiddenAddressException {
        if (endpoint.getAddress() != null) {
            check(endpoint.getAddress());
        }
    }

    /** Checks every address that a name has; for drivers that connect without asking us. */
    void check(String host) throws UnknownHostException, ForbiddenAddressException {
        for (InetAddress address : InetAddress.getAllByName(host)) {
            check(address);
        }
    }

    /** The IPv4 address that NAT64 or 6to4 would send an IPv6 address to. */
    private static InetAddress embedded(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet6Address) {
            try {
                String hex = hex(address);
                if (hex.startsWith("0064 ff9b 0000 0000 0000 0000")
                        || hex.startsWith("0000 0000 0000 0000 0000 0000")) {
                    return hex.endsWith("0000 0001") || hex.endsWith("0000 0000")
                            ? address
                            : InetAddress.getByAddress(Arrays.copyOfRange(bytes, 12, 16));
                }
                if (hex.startsWith("2002 ")) {
                    return InetAddress.getByAddress(Arrays.copyOfRange(bytes, 2, 6));
                }
            } catch (UnknownHostException e) {
                throw new IllegalStateException("four bytes are an address", e);
            }
        }
        return address;
    }

    private static boolean isPrivate(InetAddress address) {
        byte[] b = address.getAddress();
        if (address instanceof Inet4Address) {
            int value = (b[0] & 0xFF) << 24 | (b[1] & 0xFF) << 16 | (b[2] & 0xFF) << 8 | (b[3] & 0xFF);
            return PRIVATE_V4.stream().anyMatch(range -> range.holds(value));
        }
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isSiteLocalAddress()
                || (b[0] & 0xFE) == 0xFC;
    }

    private static String hex(InetAddress address) {
        return HexFormat.of().formatHex(address.getAddress()).replaceAll("(.{4})(?!$)", "$1 ");
    }
}
