package io.vitrine.source.connect;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;

/**
 * Makes sockets that ask a {@link NetworkGuard} before they connect.
 *
 * <p>The drivers of PostgreSQL and MariaDB take a socket factory by the name of its class and make it themselves, with
 * a constructor without parameters; hence one class for each answer of the guard.
 */
public abstract sealed class GuardedSockets extends SocketFactory {
    private final NetworkGuard guard;

    GuardedSockets(NetworkGuard guard) {
        this.guard = guard;
    }

    /** The factory that obeys a guard. */
    static Class<? extends GuardedSockets> of(NetworkGuard guard) {
        return guard.publicOnly() ? PublicOnly.class : SelfHosted.class;
    }

    /** Lets private addresses through. */
    public static final class SelfHosted extends GuardedSockets {
        public SelfHosted() {
            super(new NetworkGuard(false));
        }
    }

    /** Lets public addresses through only. */
    public static final class PublicOnly extends GuardedSockets {
        public PublicOnly() {
            super(new NetworkGuard(true));
        }
    }

    @Override
    public Socket createSocket() {
        return new GuardedSocket(guard);
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        Socket socket = createSocket();
        socket.connect(new InetSocketAddress(host, port));
        return socket;
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        Socket socket = createSocket();
        socket.connect(new InetSocketAddress(host, port));
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        return createSocket(host, port);
    }

    private static final class GuardedSocket extends Socket {
        private final NetworkGuard guard;

        GuardedSocket(NetworkGuard guard) {
            this.guard = guard;
        }

        @Override
        public void connect(SocketAddress endpoint) throws IOException {
            connect(endpoint, 0);
        }

        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            if (endpoint instanceof InetSocketAddress address) {
                guard.check(address);
            }
            super.connect(endpoint, timeout);
        }
    }
}
