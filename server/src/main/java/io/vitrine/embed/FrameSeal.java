package io.vitrine.embed;

import io.vitrine.access.Origin;
import io.vitrine.database.Sealer;
import io.vitrine.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells later requests of an iframe page in whose pages the browser lets it be framed.
 *
 * <p>Those requests come from this server's own origin, which says nothing about the page around the frame. The page is
 * served with {@code frame-ancestors}, which the browser enforces, and with the same list sealed, which it hands back.
 * So a token that is bound to one site cannot be put into a frame that was served for another.
 */
public final class FrameSeal {
    private static final String PURPOSE = "embed frame";

    private final Sealer sealer;

    public FrameSeal(Sealer sealer) {
        this.sealer = sealer;
    }

    /** The list, sealed. */
    public String seal(Optional<List<Origin>> ancestors) {
        ObjectNode json = Json.object();
        ancestors.ifPresent(origins -> {
            var array = json.putArray("ancestors");
            origins.forEach(origin -> array.add(origin.text()));
        });
        byte[] sealed = sealer.seal(PURPOSE, Json.write(json).getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /** The page that a seal was made for; empty where this server did not make it. */
    public Optional<Page.Framed> open(String seal) {
        try {
            byte[] plain = sealer.open(PURPOSE, Base64.getUrlDecoder().decode(seal));
            ObjectNode json = Json.readStoredObject(new String(plain, StandardCharsets.UTF_8));
            if (!json.has("ancestors")) {
                return Optional.of(new Page.Framed(Optional.empty()));
            }
            List<Origin> origins = new ArrayList<>();
            json.path("ancestors").forEach(origin -> origins.add(new Origin(origin.stringValue())));
            return Optional.of(new Page.Framed(Optional.of(List.copyOf(origins))));
        } catch (IllegalArgumentException | IllegalStateException e) {
            return Optional.empty();
        }
    }
}
