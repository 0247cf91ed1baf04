package io.vitrine.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.testing.ApiClient;
import io.vitrine.testing.ApiClient.Answer;
import io.vitrine.testing.Team;
import io.vitrine.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** {@code POST /api/v1/dashboards:validate}: each thing that is wrong, with its place and the reason. */
final class DefinitionCheckTest {
    private static TestServer server;
    private static ApiClient api;

    @BeforeAll
    static void start() {
        server = TestServer.start();
        api = server.admin();
        Team.schema(server, "shop");
        Team.groupTags(server, "premium");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void findsNothingInADefinitionThatUsesEveryKindOfReference() {
        Answer answer = validate("""
                {'name':'All','visibility':{'group_tags':['premium'],'levels':['Customer','User']},
                 'variables':[{'name':'region','type':'string'}],
                 'datasets':[{'name':'orders','schema':'shop','sql':'select 1'},
                             {'name':'goals','schema':'shop','sql':'select 1'}],
                 'controls':[{'id':'country','kind':'dropdown','options':{'dataset':'orders','value':'c'},
                              'depends_on':['period']},
                             {'id':'period','kind':'date_range'},
                             {'id':'paid','kind':'toggle','options':[{'value':true},{'value':false}],'default':true},
                             {'id':'grouping','kind':'date_group'}],
                 'panels':[{'id':'head','type':'text',
                            'markdown':'# {{ customer_name }} {{customer.region}} {{ goals.revenue }} {{ region }}'},
                           {'id':'rows','type':'table','dataset':'orders','layout':{'x':0,'y':0,'w':12,'h':4},
                            'drill_down':{'kind':'underlying','dataset':'goals'}}]}""");
        assertThat(answer.text()).isEqualTo("{\"valid\":true,\"errors\":[]}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'datasets':[{'name':'a','schema':'shop','sql':'x'},{'name':'a','schema':'shop','sql':'x'}]|/datasets/1/name|two datasets
            'datasets':[{'name':'a','schema':'warehouse','sql':'x'}]|/datasets/0/schema|There are shop
            'datasets':[{'name':'customer','schema':'shop','sql':'x'}]|/datasets/0/name|belongs to customers
            'variables':[{'name':'user_id','type':'string'}]|/variables/0/name|belongs to customers
            'controls':[{'id':'Customer_ID','kind':'text'}]|/controls/0/id|belongs to customers
            'controls':[{'id':'a','kind':'text'},{'id':'a','kind':'text'}]|/controls/1/id|taken already
            'controls':[{'id':'a','kind':'text'}],'variables':[{'name':'a','type':'string'}]|/controls/0/id|an embed variable
            'controls':[{'id':'a','kind':'text','depends_on':['b']}]|/controls/0/depends_on/0|no control b
            'controls':[{'id':'a','kind':'text','depends_on':['b']},{'id':'b','kind':'text','depends_on':['a']}]|/controls/1/depends_on|b → a → b
            'controls':[{'id':'a','kind':'text','depends_on':['a']}]|/controls/0/depends_on|a → a
            'controls':[{'id':'a','kind':'dropdown','options':{'dataset':'no','value':'x'}}]|/controls/0/options/dataset|no dataset no
            'controls':[{'id':'a','kind':'dropdown','options':[{'value':1}],'default':2}]|/controls/0/default|none of the control's options
            'panels':[{'id':'p','type':'table','dataset':'no'}]|/panels/0/dataset|no dataset no
            'panels':[{'id':'p','type':'text','markdown':'{{ typo }}'}]|/panels/0|no variable typo
            'panels':[{'id':'p','type':'text','markdown':'x','visibility':{'group_tags':['gold']}}]|/panels/0/visibility/group_tags/0|no group tag gold
            'panels':[{'id':'p','type':'text','markdown':'x','visibility':{'levels':[]}}]|/panels/0/visibility/levels|admits nobody
            'panels':[{'id':'p','type':'text','markdown':'x','layout':{'x':8,'y':0,'w':6,'h':1}}]|/panels/0/layout|beyond the grid
            'visibility':{'levels':['Planet']}|/visibility/levels/0|There are Customer, User
            """)
    void saysWhereAndWhy(String parts, String path, String reason) {
        JsonNode errors = validate(definition(parts)).json().path("errors");
        assertThat(errors.valueStream()).anySatisfy(error -> {
            assertThat(error.path("path").asString()).isEqualTo(path);
            assertThat(error.path("reason").asString()).contains(reason);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'panels':[{'id':'p','type':'pyramid'}]|/panels/0/type
            'panels':[{'id':'p','type':'kpi','dataset':'d'}]|/panels/0
            'panels':[{'id':'p q','type':'text','markdown':'x'}]|/panels/0/id
            'colour':'red'|``
            'refresh_minutes':0|/refresh_minutes
            'controls':[{'id':'d','kind':'date','min':'2024-13-45'}]|/controls/0/min
            """)
    void saysWhatBreaksTheSchema(String parts, String path) {
        Answer answer = validate(definition(parts));
        assertThat(answer.json().path("valid").asBoolean(true)).isFalse();
        assertThat(answer.json()
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("path").asString()))
                .contains(path);
    }

    private static String definition(String parts) {
        String datasets = parts.contains("'datasets'") ? "" : "'datasets':[],";
        String panels = parts.contains("'panels'") ? "" : "'panels':[],";
        return "{'name':'X'," + datasets + panels + parts + "}";
    }

    private static Answer validate(String definition) {
        return api.post("/api/v1/dashboards:validate", "{'definition':" + definition + "}");
    }
}
