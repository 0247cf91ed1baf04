package io.vitrine.http.explo;

import io.vitrine.access.Caller;
import io.vitrine.access.EmbedTargets;
import io.vitrine.access.EmbedToken;
import io.vitrine.access.EmbedTokens;
import io.vitrine.access.Origin;
import io.vitrine.access.Permission;
import io.vitrine.access.TokenLifetime;
import io.vitrine.customer.CustomerDirectory;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import io.vitrine.http.BodyFields;
import io.vitrine.http.Guard;
import io.vitrine.http.edge.Reply;
import io.vitrine.http.edge.Request;
import io.vitrine.http.edge.Route;
import io.vitrine.json.Json;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** {@code generate_jwt}: makes the token that an embed is shown with. On the way of every page view, so it is short. */
public final class EmbedTokenCalls {
    private final CustomerDirectory customers;
    private final EmbedTokens tokens;
    private final EmbedTargets targets;
    private final InstantSource clock;
    private final Permission needed;

    /**
     * Wires the call.
     *
     * @param readOnlyMayGenerate whether a read-only API token is enough, although it opens views of customers
     */
    public EmbedTokenCalls(
            CustomerDirectory customers,
            EmbedTokens tokens,
            EmbedTargets targets,
            InstantSource clock,
            boolean readOnlyMayGenerate) {
        this.customers = customers;
        this.tokens = tokens;
        this.targets = targets;
        this.clock = clock;
        this.needed = readOnlyMayGenerate ? Permission.READ : Permission.WRITE;
    }

    public List<Route> routes(Guard guard) {
        return List.of(Route.post("/api/generate_jwt", guard.with(needed, this::generate)));
    }

    private Reply generate(Caller caller, Request request) {
        BodyFields body = BodyFields.of(request);
        EmbedToken token = token(body);
        Optional<String> keyId = body.name("key_id");
        if (!targets.has(caller, token.embedId())) {
            throw new Refusal(
                    ErrorCode.NOT_FOUND,
                    "embed_id",
                    "There is no dashboard or report with the embed_id \"" + token.embedId() + "\".");
        }
        customers.requirePresent(caller, token.customer());
        return Reply.json(Json.object().put("success", 1).put("jwt", tokens.issue(caller, keyId, token)));
    }

    private EmbedToken token(BodyFields body) {
        return new EmbedToken(
                body.requiredId("provided_id"),
                body.requiredId("embed_id"),
                body.id("chart_id"),
                end(body),
                body.texts("rb_allowed_features"),
                !body.bool("disable_editable_section_editing").orElse(false),
                origin(body));
    }

    private Instant end(BodyFields body) {
        String field = "expiration";
        TokenLifetime lifetime = body.name(field)
                .map(text -> TokenLifetime.parse(text)
                        .orElseThrow(() -> BodyFields.invalid(
                                field,
                                "The field expiration takes an ISO 8601 duration of more than nothing, such as PT1H or"
                                        + " P7D, and got \"" + text + "\".")))
                .orElse(TokenLifetime.DAY);
        return lifetime.endsAfter(clock.instant())
                .orElseThrow(() -> BodyFields.invalid(field, "The field expiration takes at most a hundred years."));
    }

    private static Optional<Origin> origin(BodyFields body) {
        return body.name("embed_origin")
                .map(text -> Origin.ofUrl(text)
                        .orElseThrow(() -> BodyFields.invalid(
                                "embed_origin",
                                "The field embed_origin takes an origin, such as https://app.example.com, and got \""
                                        + text + "\".")));
    }
}
