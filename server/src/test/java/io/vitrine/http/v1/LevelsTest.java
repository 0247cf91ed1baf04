package io.vitrine.http.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.testing.ApiClient;
import io.vitrine.testing.TestServer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** {@code /api/v1/levels}. */
final class LevelsTest {
    private TestServer server;
    private ApiClient api;

    @BeforeEach
    void start() {
        server = TestServer.start();
        api = server.admin();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void listsTheDefaultLevelsHighestFirst() {
        assertThat(names(api.get("/api/v1/levels/"))).isEqualTo("Customer > User");
    }

    @Test
    void takesAnyNumberOfLevelsAndKeepsTheIdsOfThoseThatStay() {
        String customerId = id("Customer");

        ApiClient.Answer answer = put("{'name':'League'},{'name':'Customer'},{'name':'Team'},{'name':'Player'}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(names(answer)).isEqualTo("League > Customer > Team > Player");
        assertThat(id("Customer")).isEqualTo(customerId);
    }

    @Test
    void renamesALevelByItsIdWhichItsCustomersShowAtOnce() {
        create("{'provided_id':'acme'}");

        ApiClient.Answer answer = put("{'name':'Tenant','id':%s},{'name':'User'}".formatted(id("Customer")));

        assertThat(names(answer)).isEqualTo("Tenant > User");
        assertThat(level("acme")).isEqualTo("Tenant");
        assertThat(api.get("/api/v1/customers/acme/computed")
                        .json()
                        .path("variables")
                        .path("tenant_id")
                        .path("value")
                        .asString())
                .isEqualTo("acme");
    }

    @Test
    void renamesALevelByTheNameThatItHad() {
        create("{'provided_id':'acme'}");

        put("{'name':'Tenant','was':'Customer'},{'name':'User'}");

        assertThat(level("acme")).isEqualTo("Tenant");
    }

    @Test
    void letsTwoLevelsExchangeTheirNames() {
        create("{'provided_id':'acme'}");

        ApiClient.Answer answer = put("{'name':'User','was':'Customer'},{'name':'Customer','was':'User'}");

        assertThat(names(answer)).isEqualTo("User > Customer");
        assertThat(level("acme")).isEqualTo("User");
    }

    @Test
    void refusesToRemoveALevelThatHasCustomersAndNamesThem() {
        create("{'provided_id':'ann','hierarchy_level_name':'User'}");

        ApiClient.Answer answer = put("{'name':'Customer'}");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("in_use");
        assertThat(answer.text()).contains("User").contains("ann");
        assertThat(names(api.get("/api/v1/levels"))).isEqualTo("Customer > User");
    }

    @Test
    void removesALevelOnceItsLastCustomerIsGone() {
        String token = create("{'provided_id':'ann','hierarchy_level_name':'User'}")
                .json()
                .path("customer")
                .path("token")
                .asString();
        api.delete("/api/delete_customer/", "{'current_token':'%s'}".formatted(token));

        assertThat(names(put("{'name':'Customer'}"))).isEqualTo("Customer");
    }

    @Test
    void refusesAnOrderThatPutsAParentBelowItsChildAndNamesBoth() {
        create("{'provided_id':'acme'}");
        create("{'provided_id':'ann','hierarchy_level_name':'User','parent_provided_id':'acme'}");

        ApiClient.Answer answer = put("{'name':'User'},{'name':'Customer'}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("level_not_below_parent");
        assertThat(answer.text()).contains("acme").contains("ann");
        assertThat(names(api.get("/api/v1/levels"))).isEqualTo("Customer > User");
    }

    @Test
    void reordersLevelsWhoseCustomersAreNotRelated() {
        create("{'provided_id':'acme'}");
        create("{'provided_id':'ann','hierarchy_level_name':'User'}");

        assertThat(names(put("{'name':'User'},{'name':'Customer'}"))).isEqualTo("User > Customer");
    }

    @Test
    void refusesNamesThatWouldShareAVariable() {
        ApiClient.Answer answer = put("{'name':'Customer'},{'name':'Sub Team'},{'name':'sub-team'}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.field()).isEqualTo("levels");
        assertThat(answer.text()).contains("sub_team_id");
    }

    @Test
    void refusesWhatIsNoListOfLevels() {
        assertThat(api.put("/api/v1/levels", "{}").code()).isEqualTo("missing_field");
        assertThat(api.put("/api/v1/levels", "{'levels':[]}").code()).isEqualTo("invalid_field");
        assertThat(api.put("/api/v1/levels", "{'levels':['Customer']}").code()).isEqualTo("invalid_field");
        assertThat(put("{'name':''}").code()).isEqualTo("invalid_field");
        assertThat(put("{'name':'Customer'},{'name':'User','id':999}").code()).isEqualTo("unknown_level");
        assertThat(put("{'name':'A','was':'Customer'},{'name':'Customer'}").code())
                .isEqualTo("invalid_field");
    }

    @Test
    void isChangedByAdminTokensOnlyAndReadByAll() {
        ApiClient reader = server.withNewToken("Production", "read-only");
        ApiClient writer = server.withNewToken("Production", "read-write");

        assertThat(reader.get("/api/v1/levels").status()).isEqualTo(200);
        assertThat(writer.put("/api/v1/levels", "{'levels':[{'name':'Customer'},{'name':'User'}]}")
                        .status())
                .isEqualTo(403);
        assertThat(server.anonymous().get("/api/v1/levels").status()).isEqualTo(401);
    }

    private ApiClient.Answer put(String levels) {
        return api.put("/api/v1/levels", "{'levels':[" + levels + "]}");
    }

    private ApiClient.Answer create(String json) {
        return api.post("/api/create_customer/", json);
    }

    private String level(String customer) {
        return api.get("/api/v1/customers/" + customer)
                .json()
                .path("hierarchy_level")
                .asString();
    }

    private String id(String name) {
        return levels(api.get("/api/v1/levels"))
                .filter(level -> level.path("name").asString().equals(name))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asString();
    }

    private static String names(ApiClient.Answer answer) {
        return levels(answer).map(level -> level.path("name").asString()).collect(Collectors.joining(" > "));
    }

    private static java.util.stream.Stream<JsonNode> levels(ApiClient.Answer answer) {
        return StreamSupport.stream(answer.json().path("levels").spliterator(), false);
    }
}
