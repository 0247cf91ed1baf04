package io.vitrine.http;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.vitrine.database.Database;
import java.time.Duration;

/** The origins whose pages may call the API, as teams list them; remembered for one second. */
public final class AllowedOrigins {
    private final LoadingCache<String, Boolean> listed;

    public AllowedOrigins(Database database) {
        this.listed = Caffeine.newBuilder()
                .expireAfterWrite(Duration.ofSeconds(1))
                .maximumSize(1_000)
                .build(origin -> database.withSession(session -> session.one(
                        "select exists (select from team where ? = any(api_origins)) as listed",
                        row -> row.bool("listed"),
                        origin)));
    }

    /** Whether some team lists the origin, written as browsers send it: scheme, host and port. */
    public boolean isListed(String origin) {
        return listed.get(origin);
    }
}
