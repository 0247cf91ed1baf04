package io.vitrine.query.template;

import static io.vitrine.query.template.Dialects.ACME;
import static io.vitrine.query.template.Dialects.CATALOG;
import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.json.Json;
import io.vitrine.testing.Property;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VariableScopeTest {
    private static Optional<Variable> find(VariableScope scope, String name) {
        return scope.find(VariableName.parse(name).orElseThrow());
    }

    private static VariableScope offering(Origin.Offered from, String name, Object value) {
        return VariableScope.of(CATALOG, ACME).offer(from, Dialects.values(name, value));
    }

    @Test
    void liveInputWinsOverAttributeOverUrlOverDefaults() {
        VariableScope scope = VariableScope.of(CATALOG, ACME);
        for (Origin.Offered from : List.of(
                Origin.Offered.CONTROL_DEFAULT,
                Origin.Offered.EMBED_DEFAULT,
                Origin.Offered.URL,
                Origin.Offered.VARIABLES_ATTRIBUTE,
                Origin.Offered.LIVE_INPUT)) {
            scope = scope.offer(from, Dialects.values("x", from.name()));
            assertThat(find(scope, "x")).map(Variable::origin).contains(from);
        }
        assertThat(find(scope, "x")).map(Variable::value).contains(new Value.Text("LIVE_INPUT"));
    }

    @Test
    void aControlThatWasClearedStaysCleared() {
        VariableScope scope =
                offering(Origin.Offered.URL, "x", "a").offer(Origin.Offered.LIVE_INPUT, Map.of("x", new Value.None()));

        assertThat(find(scope, "x")).map(Variable::value).contains(new Value.None());
    }

    @Test
    void membersAreFoundUnderObjectsAndUnderDottedNames() {
        VariableScope scope = offering(
                        Origin.Offered.URL,
                        "r",
                        Value.ofUrl("\"{\\\"startDate\\\":\\\"a\\\",\\\"endDate\\\":\\\"b\\\"}\""))
                .offer(Origin.Offered.LIVE_INPUT, Dialects.values("r.startDate", "c"));

        assertThat(find(scope, "r.startDate")).map(Variable::value).contains(new Value.Text("c"));
        assertThat(find(scope, "r.endDate")).map(Variable::value).contains(new Value.Text("b"));
        assertThat(find(scope, "r.other")).isEmpty();
        assertThat(scope.names()).contains("r.startDate", "r.endDate", "customer.region");
    }

    @Test
    void nestedPropertiesAreReachedByFurtherDots() {
        TenantVariables tenant =
                ACME.property("db", Json.MAPPER.readTree("{\"schema\":{\"name\":\"s1\"},\"off\":null}"), "acme");
        VariableScope scope = VariableScope.of(CATALOG, tenant);

        assertThat(find(scope, "customer.db.schema.name")).map(Variable::value).contains(new Value.Text("s1"));
        assertThat(find(scope, "customer.db.off")).map(Variable::value).contains(new Value.None());
        assertThat(find(scope, "customer.nothing")).isEmpty();
        assertThat(scope.names()).contains("customer.db.schema.name").doesNotContain("customer.db.off");
    }

    @Test
    void nothingThatIsOfferedReachesAReservedName() {
        List<String> reserved = List.of(
                "customer_id",
                "customer_name",
                "user_id",
                "user_name",
                "customer.region",
                "customer.other",
                "customer.a.b");
        List<String> spellings = List.of(
                "customer_id",
                "CUSTOMER_ID",
                "customer_name",
                "user_id",
                "User_Id",
                "user_name",
                "customer",
                "Customer",
                "customer.region",
                "customer.other",
                "CUSTOMER.other",
                "customer.a",
                "customer.a.b",
                "customer_id.x",
                " customer_id",
                "customer_id ",
                "custоmer_id");
        Property.forAll(
                2_000,
                random -> {
                    VariableScope scope =
                            VariableScope.of(CATALOG, random.nextBoolean() ? ACME : TenantVariables.none());
                    for (int i = random.nextInt(6); i >= 0; i--) {
                        Value value = random.nextBoolean()
                                ? new Value.Text("globex")
                                : Value.ofUrl("{\"region\":\"globex\",\"other\":\"globex\",\"a\":{\"b\":\"globex\"}}");
                        scope = scope.offer(
                                Property.oneOf(random, Origin.Offered.values()),
                                Map.of(spellings.get(random.nextInt(spellings.size())), value));
                    }
                    return scope;
                },
                scope -> reserved.forEach(name -> assertThat(find(scope, name))
                        .satisfiesAnyOf(
                                found -> assertThat(found).isEmpty(),
                                found -> assertThat(found.orElseThrow().origin())
                                        .isNotInstanceOf(Origin.Offered.class))));
    }

    @Test
    void levelNamesAreReservedEvenForATeamThatRenamedThem() {
        VariableCatalog catalog = VariableCatalog.ofLevels(List.of("League", "Équipe de foot"));

        assertThat(List.of("league_id", "LEAGUE_NAME", "_quipe_de_foot_id", "customer_id", "customer.x", "customer"))
                .allMatch(catalog::isReserved);
        assertThat(List.of("user_id", "league", "customers", "customer_ids")).noneMatch(catalog::isReserved);
    }

    @Test
    void aLevelThatOnlyTheCustomerHasIsStillItsOwn() {
        VariableScope scope = VariableScope.of(CATALOG, ACME.at("League", "nba", "NBA"))
                .offer(Origin.Offered.LIVE_INPUT, Dialects.values("league_id", "nfl"));

        assertThat(find(scope, "league_id")).map(Variable::value).contains(new Value.Text("nba"));
    }

    @Test
    void aUrlValueIsJsonWhereItIsJson() {
        assertThat(Value.ofUrl("\"hello\"")).isEqualTo(new Value.Text("hello"));
        assertThat(Value.ofUrl("hello")).isEqualTo(new Value.Text("hello"));
        assertThat(Value.ofUrl("[\"a\",null,2]")).isEqualTo(Dialects.value(List.of("a", 2)));
        assertThat(Value.ofUrl("null")).isEqualTo(new Value.None());
        assertThat(Value.ofUrl("")).isEqualTo(new Value.Text(""));
        assertThat(Value.ofUrl("\"{no json\"")).isEqualTo(new Value.Text("{no json"));
    }
}
