package io.vitrine;

import io.vitrine.audit.AuditTrail;
import io.vitrine.database.Database;
import io.vitrine.database.Sealer;
import io.vitrine.http.Guard;
import io.vitrine.http.IdempotentCalls;
import io.vitrine.http.MemberAuthentication;
import io.vitrine.http.OwnAddress;
import io.vitrine.http.SessionCookie;
import io.vitrine.http.edge.Route;
import io.vitrine.http.v1.AuditResource;
import io.vitrine.http.v1.InvitationResource;
import io.vitrine.http.v1.MemberResource;
import io.vitrine.http.v1.OidcCalls;
import io.vitrine.http.v1.SessionReplies;
import io.vitrine.http.v1.SessionResource;
import io.vitrine.http.v1.SetupResource;
import io.vitrine.member.MemberFeatures;
import io.vitrine.member.oidc.OidcSignIn;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;

/** The part of the composition root that concerns the people of the team. */
final class MemberWiring implements AutoCloseable {
    private final Database database;
    private final AuditTrail audit;
    private final MemberFeatures features;
    private final OwnAddress address;
    private final MemberAuthentication authentication;
    private final Optional<OidcSignIn> oidc;

    MemberWiring(Database database, Sealer sealer, AuditTrail audit, Application.Options.Members options) {
        this.database = database;
        this.audit = audit;
        this.features = MemberFeatures.of(database, sealer, audit, options.sessions(), options.codeRequired());
        this.address = new OwnAddress(options.publicUrl());
        this.authentication = new MemberAuthentication(database, features.sessions(), address);
        this.oidc = options.oidc()
                .map(settings -> new OidcSignIn(settings, features.identities(), sealer, InstantSource.system()));
        options.firstAdmin().ifPresent(features.firstRun()::runFromSettings);
    }

    MemberFeatures features() {
        return features;
    }

    MemberAuthentication authentication() {
        return authentication;
    }

    List<Route> routes(Guard guard, IdempotentCalls idempotent) {
        SessionReplies replies = new SessionReplies(new SessionCookie(address), features.sessions());
        Optional<String> oidcLabel = oidc.map(provider -> provider.settings().label());
        List<Route> routes = new ArrayList<>();
        routes.addAll(new SetupResource(features.firstRun(), replies, address, oidcLabel).routes());
        routes.addAll(new OidcCalls(oidc, replies, address).routes());
        routes.addAll(new SessionResource(database, features, authentication, replies, address).routes(guard));
        routes.addAll(new MemberResource(database, features, authentication).routes(guard));
        routes.addAll(
                new InvitationResource(database, idempotent, features.invitations(), replies, authentication, address)
                        .routes(guard));
        routes.addAll(new AuditResource(database, audit).routes(guard));
        return routes;
    }

    @Override
    public void close() {
        oidc.ifPresent(OidcSignIn::close);
    }

    Map<String, IntSupplier> chores() {
        return Map.of(
                "sessions that were over",
                () -> database.withSession(features.sessions()::forgetOver),
                "links that were used or over",
                () -> database.withSession(features.invitations()::forgetOver),
                "old failed sign-ins",
                features.signIn()::forgetOldAttempts);
    }
}
