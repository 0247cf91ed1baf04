package io.vitrine.source.connect;

import io.trino.jdbc.DnsResolver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.List;

/**
 * Looks names up for Trino's driver, which then connects to what it is given, and asks a {@link NetworkGuard} about
 * each address. The driver makes it itself by the name of its class; hence one class for each answer of the guard.
 */
public abstract sealed class GuardedNames implements DnsResolver {
    private final NetworkGuard guard;

    GuardedNames(NetworkGuard guard) {
        this.guard = guard;
    }

    static Class<? extends GuardedNames> of(NetworkGuard guard) {
        return guard.publicOnly() ? PublicOnly.class : SelfHosted.class;
    }

    /** Asks about a host that is an address already, which the driver looks up nowhere. */
    static void checkAddress(NetworkGuard guard, String host) throws SQLException {
        try {
            guard.check(host.replace("[", "").replace("]", ""));
        } catch (IOException e) {
            throw new SQLException("host refused", "08001", e);
        }
    }

    @Override
    public List<InetAddress> lookup(String name) throws UnknownHostException {
        List<InetAddress> addresses = List.of(InetAddress.getAllByName(name));
        for (InetAddress address : addresses) {
            try {
                guard.check(address);
            } catch (ForbiddenAddressException e) {
                throw (UnknownHostException) new UnknownHostException(name).initCause(e);
            }
        }
        return addresses;
    }

    /** Lets private addresses through. */
    public static final class SelfHosted extends GuardedNames {
        public SelfHosted(String context) {
            super(new NetworkGuard(false));
        }
    }

    /** Lets public addresses through only. */
    public static final class PublicOnly extends GuardedNames {
        public PublicOnly(String context) {
            super(new NetworkGuard(true));
        }
    }
}
