package io.vitrine.testing;

import io.vitrine.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Embed tokens made and opened by the {@code jose} npm package, in a process of Node's own. */
public final class JoseTokens {
    private static final Path FOLDER = Path.of("src/test/node");

    private JoseTokens() {}

    /** Whether Node and the package are there; {@code ./dev test} installs the package. */
    public static boolean areAvailable() {
        try {
            return Files.isDirectory(FOLDER.resolve("node_modules/jose"))
                    && new ProcessBuilder("node", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A token with these claims; without {@code exp} it is good for an hour. */
    public static String encrypt(String claims, String keyId, String key) {
        ObjectNode request = Json.object();
        ObjectNode encrypt = request.putObject("encrypt");
        encrypt.set("claims", Json.MAPPER.readTree(claims));
        encrypt.putObject("header").put("alg", "dir").put("enc", "A256GCM").put("kid", keyId);
        encrypt.put("key", key);
        return run(request).path("token").asString();
    }

    /** The {@code header} and the {@code claims} of a token. */
    public static JsonNode decrypt(String token, String key) {
        ObjectNode request = Json.object();
        request.putObject("decrypt").put("token", token).put("key", key);
        return run(request);
    }

    private static JsonNode run(ObjectNode request) {
        try {
            Process node = new ProcessBuilder("node", "embed-token.mjs")
                    .directory(FOLDER.toFile())
                    .redirectErrorStream(true)
                    .start();
            try (var in = node.getOutputStream()) {
                in.write(Json.MAPPER.writeValueAsBytes(request));
            }
            String answer = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (node.waitFor() != 0) {
                throw new IllegalStateException(answer);
            }
            return Json.MAPPER.readTree(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
