package io.vitrine.http.embed;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.testing.ApiClient;
import io.vitrine.testing.ApiClient.Answer;
import io.vitrine.testing.Property;
import io.vitrine.testing.TestServer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What a team sets up on one server (versions, publications, schemas, data sources) is what the very next panel of every
 * server is computed with, although servers keep what they have read of it.
 */
final class SetupOfTwoServersTest {
    private static final String EMBED_ID = "twoServers";
    private static final Map<Integer, String> TOTALS = Map.of(213, "30.5", 214, "999");

    private static EmbedShop shop;
    private static TestServer other;

    @BeforeAll
    static void start() {
        shop = new EmbedShop();
        other = TestServer.startOn(shop.server.database());
        shop.dashboard(EMBED_ID, definition(1));
        shop.save(EMBED_ID, definition(2));
        shop.publish(EMBED_ID, "production", 1);
        shop.update("{'provided_id':'globex','mapping':{}}");
    }

    @AfterAll
    static void stop() {
        other.close();
        shop.close();
    }

    /** What both servers should say of the customer acme's panel. */
    private record Model(int published, Optional<Integer> mapped, int standard, boolean strict, Set<Integer> linked) {
        static Model any(RandomGenerator random) {
            Optional<Integer> mapped = Property.oneOf(random, Optional.empty(), Optional.of(213), Optional.of(214));
            Set<Integer> linked = new HashSet<>(Property.oneOf(random, Set.of(213, 214), Set.of(213), Set.of(214)));
            // What is mapped cannot be unlinked.
            mapped.ifPresent(linked::add);
            return new Model(
                    Property.oneOf(random, 1, 2),
                    mapped,
                    Property.oneOf(random, 213, 214),
                    random.nextInt(4) == 0,
                    linked);
        }

        String answer() {
            Optional<Integer> source = mapped.or(() -> strict ? Optional.empty() : Optional.of(standard));
            return source.filter(linked::contains)
                    .map(id -> "[[" + published + "],[" + TOTALS.get(id) + "]]")
                    .orElse("no_data_source");
        }
    }

    @Test
    void everyServersNextPanelIsComputedWithWhatWasJustSetUpOnAnyOfThem() {
        String token = shop.token("acme").replace(EmbedShop.DASHBOARD, EMBED_ID);
        Property.forAll(60, Model::any, model -> {
            setUp(model);
            assertThat(panel(shop.server, token)).isEqualTo(model.answer());
            assertThat(panel(other, token)).isEqualTo(model.answer());
        });
    }

    @Test
    void aChangeIsSeenByWhoeverAsksAfterItWasAnsweredHoweverManyAskMeanwhile() throws InterruptedException {
        String token = shop.token("acme").replace(EmbedShop.DASHBOARD, EMBED_ID);
        setUp(new Model(2, Optional.of(213), 213, false, Set.of(213, 214)));
        AtomicBoolean done = new AtomicBoolean();
        Thread asking = Thread.ofVirtual().start(() -> {
            while (!done.get()) {
                panel(other, token);
            }
        });
        try {
            for (int change = 0; change < 40; change++) {
                int version = 1 + change % 2;
                shop.publish(EMBED_ID, "production", version);
                assertThat(panel(other, token)).isEqualTo("[[" + version + "],[30.5]]");
            }
        } finally {
            done.set(true);
            asking.join();
        }
    }

    /** Each change by a server that chance decides. */
    private static void setUp(Model model) {
        RandomGenerator random = RandomGenerator.getDefault();
        // Both linked first: a data source that the customer's group may not use cannot be mapped.
        link(random, Set.of(213, 214));
        ok(api(random)
                .put(
                        "/api/v1/dashboards/" + EMBED_ID + "/environments/production",
                        "{'version':" + model.published() + "}"));
        String mapping = model.mapped().map(id -> "{'40':'" + id + "'}").orElse("{}");
        ok(api(random).post("/api/update_customer", "{'provided_id':'acme','mapping':" + mapping + "}"));
        ok(api(random)
                .patch(
                        "/api/v1/schemas/40",
                        "{'default_data_source_id':" + model.standard() + ",'strict_mapping':" + model.strict() + "}"));
        link(random, model.linked());
    }

    private static void link(RandomGenerator random, Set<Integer> linked) {
        for (int source : List.of(213, 214)) {
            String groups = linked.contains(source) ? "['Production']" : "[]";
            ok(api(random).patch("/api/v1/data-sources/" + source, "{'visibility_groups':" + groups + "}"));
        }
    }

    private static ApiClient api(RandomGenerator random) {
        return random.nextBoolean() ? shop.api : other.admin();
    }

    private static void ok(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private static String panel(TestServer server, String token) {
        Answer answer =
                server.anonymous().post("/embed/data", "{'panel':'total'}", Map.of("Authorization", "Bearer " + token));
        return answer.status() == 200 ? answer.json().path("values").toString() : answer.code();
    }

    private static String definition(int version) {
        return """
                {'name':'Two','cache':{'ttl_seconds':3600},'datasets':[{'name':'total','schema':'shop','sql':
                  'select %d as version, sum(amount) as total from orders where customer_id = {{ customer_id }}'}],
                 'panels':[{'id':'total','type':'table','dataset':'total'}]}""".formatted(version);
    }
}
