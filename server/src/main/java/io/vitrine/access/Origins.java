package io.vitrine.access;

import io.vitrine.database.Session;
import java.util.List;

/** The origins that a team lists. */
public final class Origins {
    /**
     * Both lists.
     *
     * @param api whose pages may call the API with a token that can write
     * @param embed whose pages may show an embed; empty allows every page
     */
    public record Lists(List<Origin> api, List<Origin> embed) {
        public Lists {
            api = List.copyOf(api);
            embed = List.copyOf(embed);
        }
    }

    public Lists get(Session session, long teamId) {
        return session.one(
                "select api_origins, embed_origins from team where id = ?",
                row -> new Lists(origins(row.texts("api_origins")), origins(row.texts("embed_origins"))),
                teamId);
    }

    /** Replaces both lists. */
    public void put(Session session, long teamId, Lists lists) {
        session.update(
                "update team set api_origins = ?, embed_origins = ? where id = ?",
                texts(lists.api()),
                texts(lists.embed()),
                teamId);
    }

    private static List<Origin> origins(List<String> texts) {
        return texts.stream().map(Origin::new).toList();
    }

    private static List<String> texts(List<Origin> origins) {
        return origins.stream().map(Origin::text).distinct().toList();
    }
}
