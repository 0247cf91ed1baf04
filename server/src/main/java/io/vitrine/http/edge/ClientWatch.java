package io.vitrine.http.edge;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CancellationException;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/**
 * Notices that a client hangs up while its answer is being made.
 *
 * <p>A client of HTTP/1.1 says so by closing its connection, which shows to whoever reads from it, and Jetty reads only
 * between two requests. So this reads in the meantime. What comes instead of the end is the client's next request, sent
 * ahead: it goes where Jetty will look for it, and the watch is over. A client that closes its sending half counts as
 * gone, as it does with the usual proxies.
 */
final class ClientWatch implements Callback {
    private static final int READ_AHEAD = 2048;

    private final AbstractEndPoint endPoint;
    private final Connection.UpgradeTo connection;
    private final Runnable gone;
    private boolean registered;
    private boolean over;

    private ClientWatch(AbstractEndPoint endPoint, Connection.UpgradeTo connection, Runnable gone) {
        this.endPoint = endPoint;
        this.connection = connection;
        this.gone = gone;
    }

    /** Watches the client of a request whose body has been read; answers what ends the watch. */
    static Runnable begin(org.eclipse.jetty.server.Request request, Runnable gone) {
        Connection connection = request.getConnectionMetaData().getConnection();
        if (connection.getEndPoint() instanceof AbstractEndPoint endPoint
                && connection instanceof Connection.UpgradeTo taking) {
            ClientWatch watch = new ClientWatch(endPoint, taking, gone);
            watch.register();
            return watch::end;
        }
        return () -> {};
    }

    private synchronized void register() {
        registered = !over && endPoint.tryFillInterested(this);
    }

    /** There is something to read. */
    @Override
    public void succeeded() {
        boolean left;
        synchronized (this) {
            registered = false;
            left = !over && readsTheEnd();
            over |= left;
        }
        if (left) {
            gone.run();
        }
    }

    /** The connection broke, or {@link #end} took the watch back. */
    @Override
    public void failed(Throwable cause) {
        synchronized (this) {
            registered = false;
            if (over) {
                return;
            }
            over = true;
        }
        gone.run();
    }

    private boolean readsTheEnd() {
        ByteBuffer ahead = BufferUtil.allocate(READ_AHEAD);
        try {
            int count = endPoint.fill(ahead);
            if (count == 0) {
                register();
            } else if (count > 0) {
                over = true;
                connection.onUpgradeTo(ahead);
            }
            return count < 0;
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    /** Leaves the connection as Jetty had it: with nobody waiting to read. */
    private synchronized void end() {
        over = true;
        if (registered) {
            endPoint.getFillInterest().onFail(new CancellationException());
        }
    }
}
