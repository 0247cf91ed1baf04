package io.vitrine.query.template;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.query.template.VariableCatalog.Declaration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TemplateCheckTest {
    private static final VariableCatalog CATALOG = VariableCatalog.ofLevels(List.of("League", "Team", "Player"))
            .withPropertyKeys(List.of("region"))
            .with(List.of(
                    new Declaration("category", VariableKind.TEXT),
                    new Declaration("range", VariableKind.DATE_RANGE),
                    new Declaration("sort", VariableKind.TEXT, Optional.of(List.of("amount desc", "id"))),
                    new Declaration("evil", VariableKind.TEXT, Optional.of(List.of("id", "1; drop table t"))),
                    new Declaration("customer_id", VariableKind.TEXT)));

    private static List<String> errors(String template) {
        return errors(template, false);
    }

    private static List<String> errors(String template, boolean tenantOptional) {
        return TemplateCheck.errors(Template.parse(template, SqlDialect.POSTGRESQL), CATALOG, tenantOptional).stream()
                .map(TemplateError::toString)
                .toList();
    }

    @Test
    void variablesThatExistAreFine() {
        assertThat(errors(
                        "select 1 where a = {{league_id}} and b = {{customer.anything.deep}} and c > {{range.startDate}}"
                                + " [[and d = {{category}}]] order by {{sort.raw()}}"))
                .isEmpty();
    }

    @Test
    void anUnknownVariableIsNamedWithThoseThatExist() {
        assertThat(errors("select {{nobody}}"))
                .containsExactly("line 1, column 8: There is no variable nobody. These exist: league_id, league_name,"
                        + " team_id, team_name, player_id, player_name, customer.region, category, range.startDate,"
                        + " range.endDate, sort, evil, and customer.<key> for any property.");
        assertThat(errors("select {{customer_id}}, {{League_Id}}, {{customer}}"))
                .hasSize(3);
        assertThat(errors("select {{range}}")).singleElement().asString().contains("range.startDate");
        assertThat(errors("select {{range.middle}}")).hasSize(1);
    }

    @Test
    void rawIsForTenantsAndListedOptionsOnly() {
        assertThat(errors("select 1 from {{customer.schema.raw()}}.{{team_id.raw()}}"))
                .isEmpty();
        assertThat(errors("select {{category.raw()}}"))
                .singleElement()
                .asString()
                .contains("can have any value");
        assertThat(errors("select {{evil.raw()}}")).singleElement().asString().contains("1; drop table t");
        assertThat(errors("select {{customer.f.raw()}}(1)"))
                .singleElement()
                .asString()
                .contains("may not name a function");
    }

    @Test
    void aTenantFilterThatCanFallAwayDoesNotSave() {
        assertThat(errors("select 1 [[where user_id = {{team_id}}]]"))
                .singleElement()
                .asString()
                .contains("every tenant's rows", "tenant_optional: true");
        assertThat(errors("select 1 [[where r = {{customer.region}}]]")).hasSize(1);
        assertThat(errors("select 1 [[where user_id = {{team_id}}]]", true)).isEmpty();
    }

    @Test
    void besideARequiredOneALowerLevelMayBeOptional() {
        assertThat(errors("select 1 where l = {{league_id}} [[and t = {{team_id}}]] [[and p = {{player_id}}]]"))
                .isEmpty();
        assertThat(errors("select 1 where l = {{league_id}} [[and r = {{customer.region}}]]"))
                .isEmpty();
        assertThat(errors("select 1 from {{customer.schema.raw()}}.t where 1=1 [[and t = {{team_id}}]]"))
                .isEmpty();
        assertThat(errors("select 1 where t = {{team_id}} [[and t = {{team_id}}]]"))
                .isEmpty();
        assertThat(errors("select 1 where t = {{team_id}} [[and l = {{league_id}}]]"))
                .singleElement()
                .asString()
                .contains("a higher level");
        assertThat(errors("select 1 where r = {{customer.region}} [[and l = {{league_id}}]]"))
                .hasSize(1);
    }

    @Test
    void aViewerCannotDropATenantFilterBySendingNothing() {
        assertThat(errors("select 1 where l = {{league_id}} [[and t = {{team_id}} and c = {{category}}]]"))
                .singleElement()
                .asString()
                .contains("shares its [[ ]] with {{ category }}");
    }

    @Test
    void aQueryWithoutTenantsMaySave() {
        assertThat(errors("select 1 [[where c = {{category}}]]")).isEmpty();
    }
}
