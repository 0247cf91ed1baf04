package io.vitrine.cli.client;

import io.vitrine.json.Json;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Sends a file of customers to the server, batch after batch, and notes what was answered.
 *
 * <p>Batches go one after the other because a child may stand in the batch after its parent. Sending a line twice does
 * no harm: it then updates the customer that it made.
 */
final class CustomerImport {
    static final int USUAL_BATCH = 5_000;
    static final int MOST_LINES = 100_000;

    private final ServerCalls server;
    private final Path file;
    private final ImportNote note;
    private final int batchLines;
    private final ImportProgress progress;

    CustomerImport(ServerCalls server, Path file, ImportNote note, int batchLines, ImportProgress progress) {
        this.server = server;
        this.file = file;
        this.note = note;
        this.batchLines = batchLines;
        this.progress = progress;
    }

    /**
     * Sends what was not sent before; the note goes when the whole file is answered.
     *
     * @throws CallFailure where the server stops answering; the note says where to go on
     */
    ImportNote.State run() throws IOException {
        ImportNote.Resumed resumed = note.resume();
        ImportNote.State state = resumed.state();
        MessageDigest digest = resumed.digest();
        progress.begin(state);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            in.skipNBytes(state.offset());
            FileLines lines = new FileLines(in);
            for (FileLines.Batch batch = lines.next(batchLines);
                    !batch.lines().isEmpty();
                    batch = lines.next(batchLines)) {
                Answered answered = send(batch, state);
                digest.update(batch.bytes(), 0, Math.toIntExact(answered.state().offset() - state.offset()));
                state = answered.state();
                note.keep(state, digest);
                progress.at(state);
                if (!answered.complete()) {
                    progress.end();
                    throw new CallFailure(answered.reason() + " Run the same command again to go on at line "
                            + (state.lines() + 1) + ".");
                }
            }
        }
        progress.end();
        note.forget();
        return state;
    }

    /** How far a batch came, and why no further. */
    private record Answered(ImportNote.State state, boolean complete, String reason) {}

    private Answered send(FileLines.Batch batch, ImportNote.State before) throws IOException {
        long created = before.created();
        long updated = before.updated();
        long refused = before.refused();
        int answered = 0;
        int end = 0;
        String reason = "The server's answer ended early.";
        boolean sent = batch.lines().stream().anyMatch(line -> !line.blank());
        try (BufferedReader results = sent ? results(batch) : new BufferedReader(BufferedReader.nullReader())) {
            while (true) {
                while (answered < batch.lines().size()
                        && batch.lines().get(answered).blank()) {
                    end = batch.lines().get(answered++).end();
                }
                String text = answered < batch.lines().size() ? results.readLine() : null;
                if (text == null) {
                    break;
                }
                JsonNode result = parsed(text);
                if (!result.has("line")) {
                    reason = result.path("error_msg").asString(reason);
                    break;
                }
                end = batch.lines().get(answered++).end();
                if (result.path("success").asInt(0) == 0) {
                    refused++;
                    progress.refused(before.lines() + answered, result);
                } else if (result.path("new_customer").asBoolean(false)) {
                    created++;
                } else {
                    updated++;
                }
            }
        } catch (IOException e) {
            reason = "The connection broke off.";
        }
        ImportNote.State state =
                new ImportNote.State(before.offset() + end, before.lines() + answered, created, updated, refused);
        return new Answered(state, answered == batch.lines().size(), reason);
    }

    private BufferedReader results(FileLines.Batch batch) {
        return new BufferedReader(
                new InputStreamReader(server.lines("/api/v1/customers:bulk", batch.bytes()), StandardCharsets.UTF_8));
    }

    private static JsonNode parsed(String text) throws IOException {
        try {
            return Json.MAPPER.readTree(text);
        } catch (JacksonException e) {
            throw new IOException("half a line", e);
        }
    }
}
