package io.vitrine.http.v1;

import io.vitrine.access.Caller;
import io.vitrine.access.Permission;
import io.vitrine.customer.BulkLine;
import io.vitrine.customer.CustomerBulk;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import io.vitrine.http.BodyFields;
import io.vitrine.http.CustomerBodies;
import io.vitrine.http.Guard;
import io.vitrine.http.QueryFields;
import io.vitrine.http.edge.ErrorReplies;
import io.vitrine.http.edge.Reply;
import io.vitrine.http.edge.Request;
import io.vitrine.http.edge.Route;
import io.vitrine.http.edge.Spool;
import io.vitrine.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code POST /api/v1/customers:bulk}: NDJSON in, one customer a line to create or update; NDJSON out, one result a
 * line in the same order.
 *
 * <p>Streams both ways in constant memory. Lines are read and checked while the chunk before them is written.
 */
public final class BulkCall {
    private static final int CHUNK_LINES = 1_000;
    /** What they name stays locked until the last of them is checked. */
    private static final int REHEARSED_LINES = 1_000;

    private static final String NDJSON = "application/x-ndjson";

    private static final Logger LOG = LoggerFactory.getLogger(BulkCall.class);

    private final CustomerBulk bulk;

    public BulkCall(CustomerBulk bulk) {
        this.bulk = bulk;
    }

    public List<Route> routes(Guard guard) {
        return List.of(Route.post("/api/v1/customers:bulk", guard.with(Permission.WRITE, this::run)));
    }

    private Reply run(Caller caller, Request request) {
        Optional<String> type = request.headers().first("Content-Type");
        if (type.isPresent() && !type.get().contains("ndjson") && !type.get().contains("json")) {
            throw new Refusal(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    "The body has the type " + type.get() + ". Send one JSON object a line, as application/x-ndjson.");
        }
        LineReader lines = new LineReader(request.body().stream());
        if (new QueryFields(request).bool("dry_run").orElse(false)) {
            return Reply.stream(NDJSON, client -> Spool.feed(client, out -> rehearse(caller, lines, out)));
        }
        return Reply.stream(NDJSON, client -> Spool.feed(client, out -> answer(caller, lines, out)));
    }

    private void answer(Caller caller, LineReader lines, OutputStream out) throws IOException {
        try (ExecutorService writer = Executors.newSingleThreadExecutor(
                Thread.ofVirtual().name("bulk-", 0).factory())) {
            Answers answers = new Answers(out);
            InFlight<List<BulkLine.Result>> before = InFlight.none(List.of());
            while (true) {
                List<BulkLine> chunk = lines.next(CHUNK_LINES, BulkCall::read);
                answers.write(before.await());
                if (chunk.isEmpty()) {
                    return;
                }
                before = InFlight.start(writer, () -> bulk.run(caller, chunk));
            }
        } catch (Refusal refusal) {
            // The answer has begun, so its last line says why it ends here.
            out.write(line(ErrorReplies.plain(refusal)));
        } catch (RuntimeException e) {
            LOG.error("a bulk call failed", e);
            out.write(line(ErrorReplies.plain(new Refusal(
                    ErrorCode.INTERNAL,
                    "The server failed here. Its log says more; lines without a result were not"
                            + " carried out, or not all of them."))));
        }
    }

    /** The same answers, for the first lines, and nothing is written. */
    private void rehearse(Caller caller, LineReader lines, OutputStream out) throws IOException {
        try {
            new Answers(out).write(bulk.rehearse(caller, lines.next(REHEARSED_LINES, BulkCall::read)));
            if (!lines.next(1, BulkCall::read).isEmpty()) {
                out.write(
                        line(Json.object().put("checked_lines", REHEARSED_LINES).put("complete", false)));
            }
        } catch (Refusal refusal) {
            out.write(line(ErrorReplies.plain(refusal)));
        }
    }

    private static BulkLine read(byte[] line) {
        try {
            BodyFields fields = BodyFields.of(Json.readForeign(line));
            return new BulkLine.Wanted(
                    CustomerBodies.newCustomer(fields, CustomerBodies.token(fields)),
                    CustomerBodies.update(fields, OptionalLong.empty()));
        } catch (Refusal refusal) {
            return new BulkLine.Unreadable(refusal);
        }
    }

    private static byte[] line(ObjectNode json) {
        return (Json.write(json) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Numbers the results and writes them. */
    private static final class Answers {
        private final OutputStream out;
        private long lines;

        Answers(OutputStream out) {
            this.out = out;
        }

        void write(List<BulkLine.Result> results) throws IOException {
            if (results.isEmpty()) {
                return;
            }
            StringBuilder text = new StringBuilder(results.size() * 80);
            for (BulkLine.Result result : results) {
                ObjectNode json = Json.object().put("line", ++lines);
                switch (result) {
                    case BulkLine.Result.Done done ->
                        json.put("success", 1)
                                .put("provided_id", done.providedId())
                                .put("new_customer", done.isNew());
                    case BulkLine.Result.Refused refused -> json.setAll(ErrorReplies.plain(refused.refusal()));
                }
                text.append(Json.write(json)).append('\n');
            }
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        }
    }
}
