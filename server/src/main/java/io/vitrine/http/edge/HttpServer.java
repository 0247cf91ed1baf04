package io.vitrine.http.edge;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;
import org.eclipse.jetty.compression.gzip.GzipCompression;
import org.eclipse.jetty.compression.server.CompressionConfig;
import org.eclipse.jetty.compression.server.CompressionHandler;
import org.eclipse.jetty.compression.zstandard.ZstandardCompression;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The listening server: Jetty, one virtual thread for each request that is let in.
 *
 * <p>{@link #close()} stops accepting, lets requests in flight finish for up to {@link #DRAIN}, then ends.
 */
public final class HttpServer implements AutoCloseable {
    /** How long requests in flight may go on after the server was told to stop. */
    public static final Duration DRAIN = Duration.ofSeconds(20);

    private static final int MOST_THREADS = 16;
    private static final int IDLE_MILLIS = 60_000;

    private final Server server;
    private final ServerConnector connector;
    private final Executor requests;
    private final int maxBodyBytes;

    private HttpServer(Server server, ServerConnector connector, Executor requests, int maxBodyBytes) {
        this.server = server;
        this.connector = connector;
        this.requests = requests;
        this.maxBodyBytes = maxBodyBytes;
    }

    /**
     * Where to listen and what to bound.
     *
     * @param port 0 for any free one
     * @param maxBodyBytes the longest body that is read whole
     * @param trustedProxy whose {@code Forwarded} and {@code X-Forwarded-*} headers are believed
     */
    public record Options(String host, int port, int maxBodyBytes, Predicate<InetAddress> trustedProxy) {}

    /** A server that does not listen yet. */
    public static HttpServer prepare(Options options) {
        // With a queue of its own making, Jetty asks the platform's management beans how wide a line of the processor's
        // cache is, and making those is a good part of a start.
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, 2, IDLE_MILLIS, new LinkedBlockingQueue<>());
        threads.setName("http");
        Executor requests = VirtualThreads.getNamedVirtualThreadsExecutor("request-");
        threads.setVirtualThreadsExecutor(requests);
        Server server = new Server(threads);

        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(16 * 1024);
        // Jetty's cache of headers takes 64 kB of the heap for each connection, also of one that only stays open.
        http.setHeaderCacheSize(0);
        // Ids may hold a slash or a percent sign. Paths are split before they are decoded, so these are not ambiguous.
        http.setUriCompliance(UriCompliance.DEFAULT.with(
                "vitrine",
                UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
                UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING));
        http.addCustomizer(new TrustedProxies(options.trustedProxy()));
        ServerConnector connector = new ServerConnector(
                server, new NetworkThreads(threads), null, null, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(options.host());
        connector.setPort(options.port());
        connector.setIdleTimeout(Duration.ofSeconds(60).toMillis());
        connector.setAcceptQueueSize(1024);
        server.addConnector(connector);
        server.setErrorHandler(new PlainErrors());
        server.setStopTimeout(DRAIN.toMillis());
        return new HttpServer(server, connector, requests, options.maxBodyBytes());
    }

    /** Starts to listen; every request goes through {@code entrance}, and what it leads to must not throw. */
    public void listen(Entrance entrance) throws Exception {
        Handler inside = compressing(new EndpointHandler());
        server.setHandler(new GracefulHandler(new EntranceHandler(entrance, requests, maxBodyBytes, inside)));
        server.start();
    }

    private static Handler compressing(Handler handler) {
        CompressionHandler compression = new CompressionHandler(handler);
        GzipCompression gzip = new GzipCompression();
        gzip.setMinCompressSize(1024);
        ZstandardCompression zstandard = new ZstandardCompression();
        zstandard.setMinCompressSize(1024);
        compression.putCompression(gzip);
        compression.putCompression(zstandard);
        compression.putConfiguration(
                "/",
                CompressionConfig.builder()
                        // Jetty's decoder waits for ever on a stream that was cut short; bodies are decoded where read.
                        .decompressExcludeEncoding("gzip")
                        .decompressExcludeEncoding("zstd")
                        .compressPreferredEncodings(List.of("zstd", "gzip"))
                        .compressIncludeMimeType("application/json")
                        .compressIncludeMimeType("application/x-ndjson")
                        .compressIncludeMimeType("text/csv")
                        .compressIncludeMimeType("text/html")
                        .compressIncludeMimeType("text/css")
                        .compressIncludeMimeType("text/javascript")
                        .compressIncludeMimeType("image/svg+xml")
                        .build());
        return compression;
    }

    /** The address that was bound, with the real port. */
    public InetSocketAddress address() {
        return new InetSocketAddress(connector.getHost(), connector.getLocalPort());
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP server did not stop cleanly", e);
        }
    }
}
