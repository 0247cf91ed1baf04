package io.vitrine.http;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.vitrine.database.Database;
import java.time.Duration;
import java.util.Set;

/**
 * The origins whose pages may call the API, as teams list them; the whole list is remembered for one second, so that
 * made-up origins cost no query each.
 */
public final class AllowedOrigins {
    private static final String LIST = "list";

    private final LoadingCache<String, Set<String>> listed;

    public AllowedOrigins(Database database) {
        this.listed = Caffeine.newBuilder()
                .expireAfterWrite(Duration.ofSeconds(1))
                .build(ignored -> Set.copyOf(database.withSession(session -> session.list(
                        "select distinct unnest(api_origins) as origin from team", row -> row.text("origin")))));
    }

    /** Whether some team lists the origin, written as browsers send it: scheme, host and port. */
    public boolean isListed(String origin) {
        return listed.get(LIST).contains(origin);
    }

    /** Forgets what is remembered, so that a list that was just changed counts at once. */
    public void forget() {
        listed.invalidateAll();
    }
}
