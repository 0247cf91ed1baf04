package io.vitrine.http.embed;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import io.vitrine.http.edge.Reply;
import io.vitrine.http.edge.Request;
import io.vitrine.http.edge.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The files that the web package builds, served from the class path: {@code /bundle.js} and {@code /assets/…}.
 *
 * <p>A file whose name carries a hash of its content may be kept for ever; others are asked for again by their ETag. Where
 * the build left a compressed twin ({@code .br}, {@code .gz}), that one is sent to who takes it.
 */
public final class StaticFiles {
    private static final String ROOT = "/io/vitrine/web/";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");
    private static final Pattern HASHED = Pattern.compile(".+-[A-Za-z0-9_-]{8,}\\.[a-z0-9.]+");
    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final String FOR_NOW = "public, max-age=300, stale-while-revalidate=86400";

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("map", "application/json"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("txt", "text/plain; charset=utf-8"));

    private final Map<String, Asset> loaded = new ConcurrentHashMap<>();

    /** A file: its content as such and in compressed forms, the preferred first. */
    private record Asset(List<Form> forms, String etag) {}

    /** One form of a file; without a coding, the content itself. */
    private record Form(Optional<String> coding, byte[] body) {
        boolean isTakenBy(String acceptEncoding) {
            return coding.isEmpty()
                    || Pattern.compile("(^|[\\s,])" + coding.get() + "\\s*(,|$|;(?!\\s*q=0(\\.0*)?\\s*(,|$)))")
                            .matcher(acceptEncoding)
                            .find();
        }
    }

    public List<Route> routes() {
        return List.of(
                Route.get("/bundle.js", request -> serve(request, "bundle.js")),
                Route.get(
                        "/assets/{file}",
                        request -> serve(request, "assets/" + checked(request.pathParameter("file")))));
    }

    /**
     * Answers with a file of the build.
     *
     * @param path below the build's root, made by the caller and not by a request
     * @throws Refusal with {@code NOT_FOUND} where the build has none
     */
    public Reply serve(Request request, String path) {
        return content(request, path)
                .with("Cache-Control", HASHED.matcher(path).matches() ? FOR_EVER : FOR_NOW)
                .with("Access-Control-Allow-Origin", "*")
                .with("Cross-Origin-Resource-Policy", "cross-origin");
    }

    /**
     * Answers with a page of the build, which no other site reads and of which browsers always have the newest.
     *
     * @param path below the build's root, made by the caller and not by a request
     * @throws Refusal with {@code NOT_FOUND} where the build has none
     */
    public Reply page(Request request, String path) {
        return content(request, path)
                .with("Cache-Control", "no-cache")
                .with("Cross-Origin-Resource-Policy", "same-origin");
    }

    private Reply content(Request request, String path) {
        Asset asset = asset(path).orElseThrow(StaticFiles::missing);
        String accepted = request.headers().first("Accept-Encoding").orElse("").toLowerCase(Locale.ROOT);
        Form form = asset.forms().stream()
                .filter(candidate -> candidate.isTakenBy(accepted))
                .findFirst()
                .orElseThrow(StaticFiles::missing);
        String etag =
                "\"" + asset.etag() + form.coding().map(name -> "-" + name).orElse("") + "\"";
        boolean unchanged = request.headers()
                .first("If-None-Match")
                .filter(known -> known.contains(asset.etag()))
                .isPresent();
        Reply reply = unchanged ? Reply.empty(304) : Reply.bytes(type(path), form.body());
        if (form.coding().isPresent() && !unchanged) {
            reply = reply.with("Content-Encoding", form.coding().get());
        }
        return reply.with("ETag", etag).with("Vary", "Accept-Encoding").with("X-Content-Type-Options", "nosniff");
    }

    private Optional<Asset> asset(String path) {
        Asset known = loaded.get(path);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Asset> read = read(path).map(content -> {
            List<Form> forms = new ArrayList<>();
            read(path + ".br").ifPresent(bytes -> forms.add(new Form(Optional.of("br"), bytes)));
            read(path + ".gz").ifPresent(bytes -> forms.add(new Form(Optional.of("gzip"), bytes)));
            forms.add(new Form(Optional.empty(), content));
            return new Asset(List.copyOf(forms), digest(content));
        });
        read.ifPresent(asset -> loaded.put(path, asset));
        return read;
    }

    private static Optional<byte[]> read(String path) {
        try (InputStream in = StaticFiles.class.getResourceAsStream(ROOT + path)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw missing();
        }
        return name;
    }

    private static String type(String path) {
        return TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), "application/octet-stream");
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Refusal missing() {
        return new Refusal(ErrorCode.NOT_FOUND, "There is no such file.");
    }
}
