package io.vitrine.cli;

import io.vitrine.Installation;
import io.vitrine.access.Access;
import io.vitrine.access.ApiToken;
import io.vitrine.access.ApiTokens;
import io.vitrine.access.Bootstrap;
import io.vitrine.access.VisibilityGroups;
import io.vitrine.audit.AuditAction;
import io.vitrine.audit.AuditTrail;
import io.vitrine.configuration.AccessLogging;
import io.vitrine.configuration.BootstrapToken;
import io.vitrine.configuration.Configuration;
import io.vitrine.configuration.LogLevel;
import io.vitrine.database.Database;
import io.vitrine.database.Migrations;
import io.vitrine.database.Sealer;
import io.vitrine.database.Session;
import io.vitrine.json.Json;
import java.util.List;
import java.util.Optional;

/**
 * The API tokens of an installation, straight from its database: whoever can read the installation's key and its
 * database needs no token to make one.
 */
final class TokenOffice implements AutoCloseable {
    private static final int CONNECTIONS = 2;

    private final Installation installation;
    private final Database database;
    private final ApiTokens tokens;

    private TokenOffice(Installation installation, Database database, ApiTokens tokens) {
        this.installation = installation;
        this.database = database;
        this.tokens = tokens;
    }

    /** Opens the installation, beside a server that runs on it or alone; one that was never started is made first. */
    static TokenOffice open(Configuration configuration) {
        // Standard output is for what the command answers, so the log only speaks up about trouble.
        LogConfigurator.apply(new Configuration.Log(configuration.log().format(), LogLevel.WARN, AccessLogging.OFF));
        Installation installation = Installation.openBeside(configuration);
        try {
            Database database = Database.open(installation.database(), CONNECTIONS);
            ApiTokens tokens = new ApiTokens(new Sealer(installation.key()));
            TokenOffice office = new TokenOffice(installation, database, tokens);
            Migrations.apply(database);
            database.transact(session -> Bootstrap.apply(
                    session, tokens, configuration.bootstrapToken().map(BootstrapToken::hex)));
            return office;
        } catch (RuntimeException e) {
            installation.close();
            throw e;
        }
    }

    ApiTokens.Issued create(String group, Access access, String name) {
        return database.inTransaction(session -> {
            long team = team(session);
            ApiTokens.Issued issued = tokens.create(
                    session,
                    new VisibilityGroups()
                            .named(session, team, group, "--group")
                            .id(),
                    access,
                    name);
            record(session, team, AuditAction.API_TOKEN_CREATED, issued.record());
            return issued;
        });
    }

    List<ApiToken> list() {
        return database.withSession(session -> tokens.list(session, team(session)));
    }

    /** Ends a token; refuses an id that no token has, or one that is revoked already. */
    void revoke(long id) {
        database.transact(session -> {
            long team = team(session);
            ApiToken token = tokens.get(session, team, id);
            if (!tokens.revoke(session, team, id)) {
                throw ApiTokens.unknown();
            }
            record(session, team, AuditAction.API_TOKEN_REVOKED, token);
        });
    }

    private static void record(Session session, long team, AuditAction action, ApiToken token) {
        new AuditTrail()
                .record(
                        session,
                        team,
                        "system",
                        action,
                        token.name(),
                        Json.object()
                                .put("id", token.id())
                                .put("visibility_group", token.visibilityGroup())
                                .put("access", token.access().wireName()),
                        Optional.empty());
    }

    @Override
    public void close() {
        database.close();
        installation.close();
    }

    private static long team(Session session) {
        return session.one("select id from team order by created_at, id limit 1", row -> row.number("id"));
    }
}
