package io.vitrine.http.embed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.database.DatabaseAddress;
import io.vitrine.testing.ApiClient;
import io.vitrine.testing.Shop;
import io.vitrine.testing.TestPostgres;
import io.vitrine.testing.TestServer;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A viewer who goes away stops the query in the database, unless others wait for the same.
 *
 * <p>Queries read a table on which the test holds a lock, so they are under way for as long as the test wants.
 */
@Timeout(60)
final class ViewerGoneTest {
    private static final String ANSWERED = "HTTP/1.1 200 OK";

    private static final String DEFINITION = """
            {'name':'Slow','cache':false,'datasets':[{'name':'slow','schema':'slow','sql':'select count(*) as n from slow'}],
             'panels':[{'id':'slow','type':'table','dataset':'slow'}]}""";

    private static TestServer server;
    private static DatabaseAddress rows;
    private static String viewer;
    private static Connection holder;

    @BeforeAll
    static void start() throws SQLException {
        server = TestServer.start();
        ApiClient api = server.admin();
        Shop shop = new Shop(api);
        rows = TestPostgres.shared().emptyDatabase();
        holder = TestPostgres.connect(rows);
        execute("create table slow (n integer)");
        holder.setAutoCommit(false);
        long schema = shop.schema("slow");
        shop.defaultSource(schema, shop.source(schema, "Slow", "postgresql", Shop.postgres(rows)));
        viewer = "slowboard1:"
                + api.post("/api/create_customer/", "{'provided_id':'acme'}")
                        .json()
                        .path("customer")
                        .path("token")
                        .asString();
        api.post("/api/v1/dashboards", "{'embed_id':'slowboard1','definition':" + DEFINITION + "}");
        assertThat(api.post("/api/v1/dashboards/slowboard1/versions", "{}").status())
                .isEqualTo(201);
    }

    @AfterAll
    static void stop() throws SQLException {
        holder.close();
        server.close();
    }

    @AfterEach
    void letGo() throws SQLException {
        holder.rollback();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/embed/data", "/embed/csv", "/api/v1/query:preview"})
    void whoeverHangsUpStopsTheQueryInTheDatabase(String path) throws Exception {
        hold();
        Socket asking = ask(path);
        awaitRunning(1);
        asking.close();
        awaitRunning(0);

        holder.rollback();
        assertThat(answered("/embed/data")).as("the source serves on").startsWith(ANSWERED);
    }

    @Test
    void aQueryThatOthersWaitForRunsOnceAndEndsWithTheLastOfThem() throws Exception {
        hold();
        try (Socket first = ask("/embed/data");
                Socket second = ask("/embed/data");
                Socket third = ask("/embed/data")) {
            awaitRunning(1);
            first.shutdownOutput();
            assertThat(read(first)).contains("no longer wanted");
            second.shutdownOutput();
            assertThat(read(second)).contains("no longer wanted");
            assertThat(running()).isEqualTo(1);

            holder.rollback();
            third.shutdownOutput();
            // The rows may come before or after the server has seen that this one has hung up as well.
            assertThat(read(third)).containsAnyOf(ANSWERED, "no longer wanted");
        }

        hold();
        try (Socket first = ask("/embed/data");
                Socket second = ask("/embed/data")) {
            awaitRunning(1);
            first.shutdownOutput();
            read(first);
            second.shutdownOutput();
            read(second);
            awaitRunning(0);
        }
    }

    @Test
    void whoStaysGetsTheRowsOfAQueryThatAnotherBegan() throws Exception {
        hold();
        try (Socket first = ask("/embed/data")) {
            awaitRunning(1);
            try (Socket second = ask("/embed/data")) {
                first.shutdownOutput();
                assertThat(read(first)).contains("no longer wanted");
                holder.rollback();
                assertThat(readOne(second)).startsWith(ANSWERED);
            }
        }
    }

    @Test
    void aRequestThatIsSentAheadIsAnsweredInItsTurn() throws Exception {
        hold();
        try (Socket asking = ask("/embed/data")) {
            awaitRunning(1);
            asking.getOutputStream().write(request("GET", "/health/live", ""));
            asking.getOutputStream().write(request("GET", "/health/ready", ""));
            asking.getOutputStream().flush();
            holder.rollback();
            assertThat(readOne(asking)).startsWith(ANSWERED).contains("\"n\"");
            asking.shutdownOutput();
            assertThat(read(asking).split(ANSWERED, -1)).as("two more answers").hasSize(3);
        }
    }

    private static void hold() throws SQLException {
        execute("lock table slow in access exclusive mode");
    }

    private static void execute(String sql) throws SQLException {
        try (Statement statement = holder.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Socket ask(String path) throws IOException {
        Socket socket = new Socket(server.url().getHost(), server.url().getPort());
        socket.setSoTimeout(20_000);
        String body = path.startsWith("/api")
                ? "{\"schema\":\"slow\",\"customer\":\"acme\",\"sql\":\"select count(*) as n from slow\"}"
                : "{\"panel\":\"slow\"}";
        socket.getOutputStream().write(request("POST", path, body));
        socket.getOutputStream().flush();
        return socket;
    }

    private static byte[] request(String method, String path, String body) {
        String token = path.startsWith("/api") ? TestServer.ADMIN_TOKEN : viewer;
        return (method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(ISO_8859_1);
    }

    private static String answered(String path) throws IOException {
        try (Socket socket = ask(path)) {
            return readOne(socket);
        }
    }

    /** Everything until the server hangs up. */
    private static String read(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** One answer, whose length its head says. */
    private static String readOne(Socket socket) throws IOException {
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\n") < 0) {
            answer.append((char) socket.getInputStream().read());
        }
        String head = answer.toString();
        int length = Integer.parseInt(head.replaceAll("(?is).*content-length: (\\d+).*", "$1"));
        return head + new String(socket.getInputStream().readNBytes(length), StandardCharsets.UTF_8);
    }

    private static void awaitRunning(int count) throws SQLException, InterruptedException {
        while (running() != count) {
            Thread.sleep(10);
        }
    }

    /** How many statements the data source is at work on, or waits for the lock with. */
    private static int running() throws SQLException {
        try (Connection connection = TestPostgres.connect(rows);
                Statement statement = connection.createStatement();
                ResultSet counted = statement.executeQuery("""
                        select count(*) from pg_stat_activity
                        where datname = current_database() and state = 'active' and wait_event_type = 'Lock'""")) {
            counted.next();
            return counted.getInt(1);
        }
    }
}
