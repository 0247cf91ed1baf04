package io.vitrine.dashboard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vitrine.access.Caller;
import io.vitrine.access.EmbedTargets;
import io.vitrine.database.Database;
import java.time.Duration;

/**
 * Dashboards and report builders as targets of embed tokens.
 *
 * <p>That one exists is remembered for a second, because a token is made at every page view; that one does not is not.
 */
public final class DashboardTargets implements EmbedTargets {
    private static final Duration REMEMBERED = Duration.ofSeconds(1);
    private static final int MOST_REMEMBERED = 10_000;

    private final Database database;
    private final Cache<Target, Boolean> known = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(MOST_REMEMBERED)
            .build();

    public DashboardTargets(Database database) {
        this.database = database;
    }

    private record Target(long teamId, String embedId) {}

    @Override
    public boolean has(Caller caller, String embedId) {
        Target target = new Target(caller.teamId(), embedId);
        if (known.getIfPresent(target) != null) {
            return true;
        }
        boolean exists = database.withSession(session -> session.one(
                "select exists (select from dashboard where team_id = ? and embed_id = ?) as present",
                row -> row.bool("present"),
                caller.teamId(),
                embedId));
        if (exists) {
            known.put(target, true);
        }
        return exists;
    }
}
