import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;

/** The least that a Java server can be: the JDK's own HTTP server with one answer. Argument: the port. */
final class BareEndpoint {
    public static void main(String[] arguments) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[0])), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }
}
