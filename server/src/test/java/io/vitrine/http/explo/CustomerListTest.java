package io.vitrine.http.explo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.testing.ApiClient;
import io.vitrine.testing.TestServer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The lists of customers, in each of their published shapes: 25 customers and 3 users below the first. */
final class CustomerListTest {
    private static TestServer server;
    private static ApiClient api;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        api = server.admin();
        for (int i = 1; i <= 25; i++) {
            api.post("/api/create_customer/", "{'provided_id':'c" + i + "'}");
        }
        for (int i = 1; i <= 3; i++) {
            api.post(
                    "/api/create_customer/",
                    "{'provided_id':'u" + i + "','hierarchy_level_name':'User','parent_provided_id':'c1'}");
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theNewestShapeHoldsTwentyInOrderOfCreation() {
        JsonNode page = api.get("/v2/api/customers/").json();
        assertThat(page.propertyNames()).startsWith("total_count", "results");
        assertThat(page.path("total_count").intValue()).isEqualTo(28);
        assertThat(page.path("results").path("customers")).hasSize(20);
        assertThat(ids(page)).startsWith("c1", "c2", "c3").endsWith("c20");
        assertThat(page.has("success")).isFalse();
    }

    @Test
    void bothSpellingsOfEveryParameterMeanTheSame() {
        assertThat(ids(api.get("/v2/api/customers?page=2&page_size=10").json()))
                .isEqualTo(ids(api.get("/v2/api/customers/?page=2&pageSize=10").json()))
                .startsWith("c11")
                .hasSize(10);
        assertThat(ids(api.get("/v2/api/customers/?parent_provided_id=c1").json()))
                .isEqualTo(ids(api.get("/v2/api/customers/?parentProvidedId=c1").json()))
                .containsExactly("u1", "u2", "u3");
        assertThat(ids(api.get("/v2/api/customers/?hierarchy_level_name=User").json()))
                .isEqualTo(ids(
                        api.get("/v2/api/customers/?hierarchyLevelName=User").json()))
                .containsExactly("u1", "u2", "u3");
    }

    @Test
    void totalsAreOfTheFilteredList() {
        assertThat(total("hierarchy_level_name=Customer")).isEqualTo(25);
        assertThat(total("hierarchy_level_name=User")).isEqualTo(3);
        assertThat(total("parent_provided_id=c1")).isEqualTo(3);
        assertThat(total("parent_provided_id=c1&hierarchy_level_name=Customer")).isZero();
        assertThat(total("parent_provided_id=c2")).isZero();
    }

    @Test
    void thereAreNoChildrenOfACustomerThatIsNotThereAndNoLevelOfAnUnknownName() {
        assertThat(total("parent_provided_id=nobody")).isZero();
        ApiClient.Answer answer = api.get("/v2/api/customers/?hierarchy_level_name=Nothing");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("unknown_level");
    }

    @Test
    void theFirstShapeLinksItsPages() {
        List<String> seen = new ArrayList<>();
        String next = server.url() + "/api/v2/customers/?page_size=10";
        JsonNode page = api.get(next).json();
        assertThat(page.propertyNames()).startsWith("count", "next", "previous", "results");
        assertThat(page.path("previous").isNull()).isTrue();
        while (true) {
            seen.addAll(ids(page));
            if (page.path("next").isNull()) {
                break;
            }
            page = api.get(URI.create(page.path("next").asString()).toString()).json();
            assertThat(page.path("count").intValue()).isEqualTo(28);
        }
        assertThat(seen).hasSize(28).doesNotHaveDuplicates();
        assertThat(page.path("previous").asString()).isEqualTo(server.url() + "/api/v2/customers/?page_size=10&page=2");
    }

    @Test
    void aPagePastTheEndIsEmptyAndKnowsTheTotal() {
        JsonNode page = api.get("/v2/api/customers/?page=999999999999999999&page_size=1000")
                .json();
        assertThat(ids(page)).isEmpty();
        assertThat(page.path("total_count").intValue()).isEqualTo(28);
    }

    @Test
    void sizesAboveAThousandAreTakenAsAThousandAndNonsenseIsRefusedByName() {
        assertThat(ids(api.get("/v2/api/customers/?page_size=99999999999999999999")
                        .json()))
                .hasSize(28);
        for (String bad : new String[] {"0", "-1", "ten", "1.5", "%2B1", "0x1", "١"}) {
            for (String name : new String[] {"page", "page_size", "pageSize"}) {
                ApiClient.Answer answer = api.get("/v2/api/customers/?" + name + "=" + encoded(bad));
                assertThat(answer.status()).as(name + "=" + bad).isEqualTo(400);
                assertThat(answer.code()).isEqualTo("invalid_parameter");
                assertThat(answer.field()).isEqualTo(name);
            }
        }
    }

    @Test
    void theListWithoutPagesHoldsAll() {
        JsonNode list = api.get("/api/customers/").json();
        assertThat(list.propertyNames()).containsExactly("success", "customers");
        assertThat(list.path("customers")).hasSize(28);
        assertThat(list.path("customers").get(0).path("provided_id").asString()).isEqualTo("c1");
        assertThat(api.get("/api/customers/?hierarchy_level_name=User").json().path("customers"))
                .hasSize(3);
        assertThat(api.get("/api/customers/?parent_provided_id=nobody").text())
                .isEqualTo("{\"success\":1,\"customers\":[]}");
        assertThat(api.get("/api/customers/?hierarchy_level_name=No").status()).isEqualTo(400);
    }

    @Test
    void listedCustomersLookAsTheyDoAlone() {
        JsonNode alone =
                api.post("/api/get_customer", "{'provided_id':'u1'}").json().path("customer");
        JsonNode listed = api.get("/v2/api/customers/?parent_provided_id=c1")
                .json()
                .path("results")
                .path("customers")
                .get(0);
        assertThat(listed).isEqualTo(alone);
    }

    private static int total(String query) {
        return api.get("/v2/api/customers/?" + query).json().path("total_count").intValue();
    }

    private static List<String> ids(JsonNode page) {
        List<String> ids = new ArrayList<>();
        page.path("results")
                .path("customers")
                .forEach(customer -> ids.add(customer.path("provided_id").asString()));
        return ids;
    }

    private static String encoded(String text) {
        return text.startsWith("%") ? text : java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }
}
