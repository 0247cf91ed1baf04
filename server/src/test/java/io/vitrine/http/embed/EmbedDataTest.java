package io.vitrine.http.embed;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.json.Json;
import io.vitrine.testing.ApiClient.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /embed/data} and {@code /embed/csv}: each customer its own rows, and nobody any other's. */
final class EmbedDataTest {
    private static EmbedShop shop;

    @BeforeAll
    static void start() {
        shop = new EmbedShop();
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    @Test
    void eachCustomerGetsItsOwnRowsFromItsOwnSource() {
        assertThat(values("acme", "{'panel':'rows'}")).isEqualTo("[[\"EMEA\",\"APAC\"],[10.5,20]]");
        assertThat(values("alice", "{'panel':'rows'}")).isEqualTo("[[\"EMEA\",\"APAC\"],[10.5,20]]");
        assertThat(values("globex", "{'panel':'rows'}")).isEqualTo("[[\"AMER\",\"EMEA\"],[7,8]]");
    }

    @Test
    void theVeryNextPanelIsComputedWithTheNewMapping() {
        shop.api.post("/api/create_customer/", "{'provided_id':'moving','mapping':{'40':'213'}}");
        String jwt = shop.jwt("moving", "shopsales1", "");
        assertThat(shop.post("/embed/data", jwt, "{'panel':'rows'}")
                        .json()
                        .path("row_count")
                        .intValue())
                .isZero();
        shop.update("{'provided_id':'moving','new_provided_id':'moved','mapping':{'40':'214'}}");
        assertThat(shop.post("/embed/data", jwt, "{'panel':'rows'}").code())
                .as("the token names an id that is gone")
                .isEqualTo("invalid_embed_token");

        String token = shop.token("globex");
        assertThat(rows(shop.post("/embed/data", token, "{'panel':'rows'}"))).isEqualTo("[[\"AMER\",\"EMEA\"],[7,8]]");
        shop.update("{'provided_id':'globex','mapping':{'40':'213'}}");
        try {
            assertThat(rows(shop.post("/embed/data", token, "{'panel':'rows'}")))
                    .isEqualTo("[[\"EMEA\"],[999]]");
        } finally {
            shop.update("{'provided_id':'globex','mapping':{'40':'214'}}");
        }
    }

    @Test
    void liveInputWinsOverTheAttributeAndThatOverTheUrlAndThatOverTheDefault() {
        assertThat(values("acme", "{'panel':'rows','url':{'least':'15'}}")).isEqualTo("[[\"APAC\"],[20]]");
        assertThat(values("acme", "{'panel':'rows','url':{'least':'15'},'variables':{'least':5}}"))
                .isEqualTo("[[\"EMEA\",\"APAC\"],[10.5,20]]");
        assertThat(values("acme", "{'panel':'rows','variables':{'least':5},'input':{'least':15}}"))
                .isEqualTo("[[\"APAC\"],[20]]");
        assertThat(values("acme", "{'panel':'rows','input':{'area':'EMEA'}}")).isEqualTo("[[\"EMEA\"],[10.5]]");
        assertThat(values("acme", "{'panel':'rows','url':{'area':'EMEA'}}"))
                .as("a URL's text needs no quotes")
                .isEqualTo("[[\"EMEA\"],[10.5]]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"input", "variables", "url"})
    void noDoorReachesTheCustomersOwnVariables(String door) {
        String body = "{'panel':'rows','" + door
                + "':{'customer_id':'globex','customer':{'region':'x'},'Customer_ID':'globex','user_id':'globex',"
                + "'area':'EMEA'}}";
        assertThat(values("acme", body)).isEqualTo("[[\"EMEA\"],[10.5]]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EMEA' or '1'='1", "'; drop table orders; --", "{{ customer_id }}", "EMEA'/*"})
    void aValueIsNeverSql(String value) {
        ObjectNode body = Json.object().put("panel", "rows");
        body.putObject("input").put("area", value);
        Answer answer = shop.server
                .anonymous()
                .send(
                        "POST",
                        "/embed/data",
                        Json.write(body).getBytes(StandardCharsets.UTF_8),
                        Map.of("Content-Type", "application/json", "Authorization", "Bearer " + shop.jwt("acme")));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().path("row_count").intValue()).isZero();
        assertThat(values("acme", "{'panel':'rows'}")).contains("APAC");
    }

    @Test
    void aControlGetsItsChoicesAndATextItsFirstRow() {
        assertThat(values("acme", "{'control':'area'}")).isEqualTo("[[\"APAC\",\"EMEA\"]]");
        assertThat(values("acme", "{'dataset':'goals'}")).isEqualTo("[[30.5]]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'panel':'margins'}",
                "{'panel':'nothing'}",
                "{'panel':'users'}",
                "{'panel':'head'}",
                "{'control':'inside'}",
                "{'dataset':'margin'}",
                "{'dataset':'orders'}",
                "{'panel':'rows','dataset':'margin'}"
            })
    void whatTheViewerMayNotSeeHasNoRows(String body) {
        assertThat(shop.post("/embed/data", shop.jwt("acme"), body).status()).isEqualTo(404);
        assertThat(shop.post("/embed/csv", shop.jwt("acme"), body).status()).isEqualTo(404);
    }

    @Test
    void aTagOpensThePanelAndItsRows() {
        shop.update("{'provided_id':'globex','group_tags':['premium']}");
        try {
            assertThat(values("globex", "{'panel':'margins'}")).isEqualTo("[[0.5],[\"globex\"]]");
        } finally {
            shop.update("{'provided_id':'globex','group_tags':[]}");
        }
        assertThat(shop.post("/embed/data", shop.jwt("globex"), "{'panel':'margins'}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void anotherVersionThanThePageHasIsRefusedSoThatItLoadsAgain() {
        assertThat(shop.post("/embed/data", shop.jwt("acme"), "{'panel':'rows','version':1}")
                        .status())
                .isEqualTo(200);
        Answer refused = shop.post("/embed/data", shop.jwt("acme"), "{'panel':'rows','version':9}");
        assertThat(refused.status()).isEqualTo(412);
        assertThat(refused.field()).isEqualTo("version");
    }

    @Test
    void aFailingQueryTellsTheViewerNoSqlAndItsAuthorAll() {
        Answer viewer = shop.post("/embed/data", shop.jwt("acme"), "{'panel':'crash'}");
        assertThat(viewer.status()).isEqualTo(400);
        assertThat(viewer.text()).doesNotContain("no_such_table", "select").contains("could not be computed");

        String preview = shop.api
                .post("/api/v1/dashboards/shopsales1/previews", "{'customer':'acme'}")
                .json()
                .path("token")
                .asString();
        assertThat(shop.post("/embed/data", preview, "{'panel':'crash'}").text())
                .contains("no_such_table");
    }

    @Test
    void aPanelIsExportedAsCsv() {
        Answer csv = shop.post("/embed/csv", shop.jwt("acme"), "{'panel':'rows','input':{'least':15}}");
        assertThat(csv.status()).isEqualTo(200);
        assertThat(csv.header("Content-Type").orElse("")).startsWith("text/csv");
        assertThat(csv.header("Content-Disposition")).contains("attachment; filename=\"rows.csv\"");
        assertThat(csv.text()).isEqualTo("region,amount\r\nAPAC,20\r\n");
    }

    @Test
    void anExportThatFailsBeforeItsFirstRowIsAnErrorAndNoFile() {
        Answer csv = shop.post("/embed/csv", shop.jwt("acme"), "{'panel':'crash'}");
        assertThat(csv.status()).isEqualTo(400);
        assertThat(csv.code()).isEqualTo("query_failed");
        assertThat(csv.header("Content-Type").orElse("")).startsWith("application/json");
        assertThat(csv.header("Content-Disposition")).isEmpty();
    }

    @Test
    void aPartHasToBeNamed() {
        Answer answer = shop.post("/embed/data", shop.jwt("acme"), "{}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.field()).isEqualTo("panel");
    }

    private static String values(String customer, String body) {
        return rows(shop.post("/embed/data", shop.jwt(customer), body));
    }

    private static String rows(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().path("values").toString();
    }
}
