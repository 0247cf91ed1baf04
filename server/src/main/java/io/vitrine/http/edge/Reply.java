package io.vitrine.http.edge;

import io.vitrine.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What an endpoint answers. */
public sealed interface Reply {
    int status();

    List<Header> headers();

    /** The same reply with one more header. */
    Reply with(String name, String value);

    /** A response header. */
    record Header(String name, String value) {}

    /** A body that is there as a whole. */
    record Whole(int status, List<Header> headers, String contentType, byte[] body) implements Reply {
        @Override
        public Whole with(String name, String value) {
            return new Whole(status, plus(headers, name, value), contentType, body);
        }
    }

    /** A body that is written as it is made; the endpoint blocks where the client reads slowly. */
    record Streamed(int status, List<Header> headers, String contentType, Writer writer) implements Reply {
        @Override
        public Streamed with(String name, String value) {
            return new Streamed(status, plus(headers, name, value), contentType, writer);
        }
    }

    /** Writes a streamed body; an {@link IOException} means that the client has gone. */
    @FunctionalInterface
    interface Writer {
        void writeTo(OutputStream out) throws IOException;
    }

    static Whole json(int status, JsonNode body) {
        return new Whole(status, List.of(), "application/json", Json.MAPPER.writeValueAsBytes(body));
    }

    static Whole json(JsonNode body) {
        return json(200, body);
    }

    static Whole text(int status, String contentType, String body) {
        return new Whole(status, List.of(), contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    static Whole bytes(String contentType, byte[] body) {
        return new Whole(200, List.of(), contentType, body);
    }

    static Whole empty(int status) {
        return new Whole(status, List.of(), "", new byte[0]);
    }

    static Streamed stream(String contentType, Writer writer) {
        return new Streamed(200, List.of(), contentType, writer);
    }

    private static List<Header> plus(List<Header> headers, String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return List.copyOf(more);
    }
}
