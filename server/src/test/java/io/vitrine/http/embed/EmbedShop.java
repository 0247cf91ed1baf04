package io.vitrine.http.embed;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.testing.ApiClient;
import io.vitrine.testing.ApiClient.Answer;
import io.vitrine.testing.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A server with a shop on it: customers {@code acme} (user {@code alice}) and {@code globex}, each on a DuckDB source of
 * its own whose amounts differ, tags {@code premium} and {@code basic}, and the dashboard {@code shopsales1}.
 */
final class EmbedShop implements AutoCloseable {
    static final String DASHBOARD = "shopsales1";

    static final String DEFINITION = """
            {'name':'Sales','live':true,'cache':false,
             'variables':[{'name':'least','type':'number','default':0}],
             'datasets':[
               {'name':'orders','schema':'shop','sql':
                 'select region, amount from orders where customer_id = {{ customer_id }} and amount >= {{ least }}[[ and region = {{ area }}]] order by amount'},
               {'name':'areas','schema':'shop','sql':'select distinct region from orders where customer_id = {{ customer_id }} order by 1'},
               {'name':'goals','schema':'shop','sql':'select sum(amount) as revenue from orders where customer_id = {{ customer_id }}'},
               {'name':'margin','schema':'shop','sql':'select 0.5 as secret_margin, {{ customer_id }} as id'},
               {'name':'broken','schema':'shop','sql':'select nothing from no_such_table where customer_id = {{ customer_id }}'}],
             'controls':[
               {'id':'area','kind':'dropdown','options':{'dataset':'areas','value':'region'}},
               {'id':'inside','kind':'toggle','options':[{'value':'a'},{'value':'b'}],'default':'a','visibility':{'group_tags':['premium']}}],
             'panels':[
               {'id':'head','type':'text','markdown':'# {{ customer_name }} in {{ customer.region }}: {{ goals.revenue }}'},
               {'id':'rows','type':'table','dataset':'orders'},
               {'id':'margins','type':'table','dataset':'margin','title':'Margins','visibility':{'group_tags':['premium']}},
               {'id':'crash','type':'table','dataset':'broken'},
               {'id':'users','type':'text','markdown':'Only for users','visibility':{'levels':['User']}}]}""";

    final TestServer server = TestServer.start();
    final ApiClient api = server.admin();

    EmbedShop() {
        ok(api.post("/api/v1/schemas", "{'name':'shop','id':40}"), 201);
        source("acme", 213, "acme,EMEA,10.50\nacme,APAC,20\nglobex,EMEA,999\n");
        source("globex", 214, "globex,AMER,7\nglobex,EMEA,8\nacme,EMEA,999\n");
        ok(api.post("/api/create_group_tag/", "{'name':'premium'}"), 200);
        ok(api.post("/api/create_group_tag/", "{'name':'basic'}"), 200);
        customer(
                "{'provided_id':'acme','name':'Acme','properties':{'region':'EMEA','plan':'gold'},'mapping':{'40':'213'}}");
        customer("{'provided_id':'globex','name':'Globex','properties':{'region':'AMER'},'mapping':{'40':'214'}}");
        customer("{'provided_id':'alice','name':'Alice','hierarchy_level_name':'User','parent_provided_id':'acme'}");
        dashboard(DASHBOARD, DEFINITION);
    }

    /** A saved dashboard of that definition. */
    void dashboard(String embedId, String definition) {
        ok(api.post("/api/v1/dashboards", "{'embed_id':'" + embedId + "','definition':" + definition + "}"), 201);
        save(embedId);
    }

    /** Saves the draft as the next version. */
    void save(String embedId) {
        ok(api.post("/api/v1/dashboards/" + embedId + "/versions", "{}"), 201);
    }

    /** Saves a definition as the next version. */
    void save(String embedId, String definition) {
        ok(
                api.post(
                        "/api/v1/dashboards/" + embedId + "/versions",
                        "{'definition':" + definition + "}",
                        Map.of("If-Match", "*")),
                201);
    }

    void publish(String embedId, String environment, int version) {
        ok(
                api.put(
                        "/api/v1/dashboards/" + embedId + "/environments/" + environment,
                        "{'version':" + version + "}"),
                200);
    }

    void update(String body) {
        ok(api.post("/api/update_customer/", body), 200);
    }

    /** An embed token of a customer, with further fields of generate_jwt. */
    String jwt(String customer, String embedId, String more) {
        Answer answer = api.post(
                "/api/generate_jwt/", "{'provided_id':'" + customer + "','embed_id':'" + embedId + "'" + more + "}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().path("jwt").asString();
    }

    String jwt(String customer) {
        return jwt(customer, DASHBOARD, "");
    }

    /** {@code <embed_id>:<customer token>}. */
    String token(String customer) {
        String token = api.post("/api/get_customer/", "{'provided_id':'" + customer + "'}")
                .json()
                .path("customer")
                .path("token")
                .asString();
        return DASHBOARD + ":" + token;
    }

    Answer post(String path, String token, String body) {
        return post(path, token, body, Map.of());
    }

    Answer post(String path, String token, String body, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Authorization", "Bearer " + token);
        return server.anonymous().post(path, body, all);
    }

    Answer session(String token) {
        return post("/embed/session", token, "{}");
    }

    Answer get(String path, Map<String, String> headers) {
        return server.anonymous().send("GET", path, new byte[0], headers);
    }

    @Override
    public void close() {
        server.close();
    }

    private void customer(String body) {
        ok(api.post("/api/create_customer/", body), 200);
    }

    private void source(String name, int id, String orders) {
        Path folder = TestServer.FILES
                .resolve("files")
                .resolve("embed-" + server.url().getPort() + "-" + name);
        try {
            Files.createDirectories(folder);
            Files.writeString(
                    folder.resolve("orders.csv"), "customer_id,region,amount\n" + orders, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ok(
                api.post(
                        "/api/v1/data-sources",
                        "{'name':'" + name + "','id':" + id + ",'schema_id':40,'kind':'duckdb','connection':{'path':'"
                                + folder + "'},'visibility_groups':['Production']}"),
                201);
    }

    private static void ok(Answer answer, int status) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    }
}
