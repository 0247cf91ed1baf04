package io.vitrine.cli.client;

import io.vitrine.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How far an import has come, kept beside its file so that it can go on after an interruption. */
final class ImportNote {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path file;
    private final Path note;

    private ImportNote(Path file, Path note) {
        this.file = file;
        this.note = note;
    }

    /** The note {@code FILE.progress} of a file. */
    static ImportNote beside(Path file) {
        return new ImportNote(file, file.resolveSibling(file.getFileName() + ".progress"));
    }

    /**
     * How far an import is.
     *
     * @param offset the bytes of the file whose lines the server has answered
     * @param lines the lines among them, blank ones included
     */
    record State(long offset, long lines, long created, long updated, long refused) {
        static State start() {
            return new State(0, 0, 0, 0, 0);
        }
    }

    /** A state, and the digest of the bytes before its offset, to go on with. */
    record Resumed(State state, MessageDigest digest) {}

    /** Where to begin: at the note's place where the file still begins with the bytes that were sent, else at the start. */
    Resumed resume() throws IOException {
        Optional<JsonNode> kept = read();
        if (kept.isPresent()) {
            JsonNode json = kept.get();
            long offset = json.path("offset").asLong(-1);
            Optional<MessageDigest> digest = digest(offset);
            if (digest.isPresent()
                    && fingerprint(digest.get()).equals(json.path("sha256").asString(""))) {
                return new Resumed(
                        new State(
                                offset,
                                json.path("lines").asLong(0),
                                json.path("created").asLong(0),
                                json.path("updated").asLong(0),
                                json.path("refused").asLong(0)),
                        digest.get());
            }
        }
        return new Resumed(State.start(), sha256());
    }

    /** Keeps a state; a crash leaves either this note or the one before. */
    void keep(State state, MessageDigest digest) throws IOException {
        ObjectNode json = Json.object()
                .put("offset", state.offset())
                .put("sha256", fingerprint(digest))
                .put("lines", state.lines())
                .put("created", state.created())
                .put("updated", state.updated())
                .put("refused", state.refused());
        Path fresh = note.resolveSibling(note.getFileName() + ".new");
        Files.writeString(fresh, Json.write(json) + "\n");
        Files.move(fresh, note, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    void forget() throws IOException {
        Files.deleteIfExists(note);
    }

    private Optional<JsonNode> read() throws IOException {
        if (Files.notExists(note)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.MAPPER.readTree(Files.readString(note)));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** The digest of the file's first bytes; empty where it has not so many. */
    private Optional<MessageDigest> digest(long bytes) throws IOException {
        if (bytes < 0 || bytes > Files.size(file)) {
            return Optional.empty();
        }
        MessageDigest digest = sha256();
        byte[] buffer = new byte[BUFFER_BYTES];
        long left = bytes;
        try (InputStream in = Files.newInputStream(file)) {
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    return Optional.empty();
                }
                digest.update(buffer, 0, read);
                left -= read;
            }
        }
        return Optional.of(digest);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the digest says so far; it can go on. */
    private static String fingerprint(MessageDigest digest) {
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }
}
