package io.vitrine.query.fence;

import static org.assertj.core.api.Assertions.assertThat;

import io.vitrine.query.template.SqlDialect;
import io.vitrine.query.template.Template;
import io.vitrine.query.template.TemplateError;
import io.vitrine.query.template.VariableCatalog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryFenceTest {
    private static final VariableCatalog CATALOG = VariableCatalog.ofLevels(List.of("Customer", "User"));
    private static final TenantColumns ORDERS =
            TenantColumns.of(Map.of("public.orders", "customer_id", "line_items", "customer_id"));

    private static List<String> faults(String template, SqlDialect dialect, TenantColumns columns) {
        return QueryFence.errors(Template.parse(template, dialect), CATALOG, columns).stream()
                .map(TemplateError::toString)
                .toList();
    }

    private static List<String> fenced(String template) {
        return faults(template, SqlDialect.POSTGRESQL, ORDERS);
    }

    private static List<String> open(String template, SqlDialect dialect) {
        return faults(template, dialect, TenantColumns.none());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from orders where customer_id = {{customer_id}}",
                "select * from orders where {{customer_id}} = customer_id",
                "select * from ORDERS where \"customer_id\" = {{customer_id}};",
                "select * from public.orders o where (o.customer_id = {{customer_id}}) and (a = 1 or b = 2)",
                "select * from orders where customer_id in {{customer.ids}}",
                "select * from orders where customer_id in ({{customer_id}})",
                "select * from orders where customer_id::text = {{customer_id}}",
                "select * from orders where customer_id = cast({{customer_id}} as uuid)",
                "select * from products",
                "select 1",
                "select * from orders where customer_id = {{customer_id}} [[and region = {{region}}]] [[and x in {{y}}]]",
                "select * from products p join orders o on o.customer_id = {{customer_id}} and o.p = p.id",
                "select * from products p left join orders o on o.customer_id = {{customer_id}} and o.p = p.id",
                "select * from orders o right join products p on o.customer_id = {{customer_id}}",
                "select * from orders o, line_items i where o.customer_id = {{customer_id}} and i.customer_id = {{customer_id}}",
                "select * from (select * from orders where customer_id = {{customer_id}}) o where a or b",
                "with o as (select * from orders where customer_id = {{customer_id}}) select * from o, o as o2",
                "select a from orders where customer_id = {{customer_id}} union all select b from orders o where o.customer_id = {{customer_id}}",
                "select * from products p, lateral (select * from orders o where o.p = p.id and o.customer_id = {{customer_id}}) l",
                "select date_trunc('month', ordered_at) m, sum(amount)::float8 from orders where customer_id = {{customer_id}} and j ? 'a' group by 1 order by 1 desc nulls last limit 10",
                "select $x$ from orders $x$ /* from orders */ -- from orders\n"
            })
    void aQueryThatFiltersOnItsTenantPasses(String template) {
        assertThat(fenced(template)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from orders",
                "select * from ORDERS",
                "select * from \"orders\"",
                "select * from public.orders",
                "select * from orders where customer_id = 'acme'",
                "select * from orders where customer_id = {{region}}",
                "select * from orders where customer_id <> {{customer_id}}",
                "select * from orders where not customer_id = {{customer_id}}",
                "select * from orders where not (customer_id = {{customer_id}})",
                "select * from orders where customer_id = {{customer_id}} or 1 = 1",
                "select * from orders where (customer_id = {{customer_id}} or true) and a = 1",
                "select * from orders where customer_id not in {{customer.ids}}",
                "select * from orders where customer_id in ({{customer_id}}, 'globex')",
                "select * from orders where customer_id in ({{customer_id}}, {{region}})",
                "select * from orders where region = {{customer_id}}",
                "select * from orders where lower(customer_id) = {{customer_id}}",
                "select * from orders where customer_id::varchar(1) = {{customer_id}}",
                "select * from orders where customer_id::int = {{customer_id}}",
                "select * from orders where customer_id = {{customer_id}} is not null",
                "select * from orders where (customer_id = {{customer_id}}) = false",
                "select * from orders where coalesce(customer_id = {{customer_id}}, true)",
                "select * from orders where 1=1 [[and customer_id = {{customer_id}}]]",
                "select * from orders where customer_id = {{customer_id}} [[or region = {{region}}]]",
                "select * from orders where true [[and customer_id = {{customer_id}}]] [[and x = {{user_id}}]]",
                "select * from orders having customer_id = {{customer_id}}",
                "select customer_id = {{customer_id}} from orders",
                "select * from orders order by customer_id = {{customer_id}}",
                "select * from orders o join products p on true where p.customer_id = {{customer_id}}",
                "select * from orders o join products p on true where customer_id = {{customer_id}}",
                "select * from orders o left join products p on o.customer_id = {{customer_id}}",
                "select * from products p right join orders o on o.customer_id = {{customer_id}}",
                "select * from products p full join orders o on o.customer_id = {{customer_id}}",
                "select * from products p left join (orders o join products q on o.p = q.id) on p.id = q.id",
                "select * from orders o, orders p where o.customer_id = {{customer_id}}",
                "select * from orders o natural join line_items i where o.customer_id = {{customer_id}}",
                "select * from (select * from orders) o where o.customer_id = {{customer_id}}",
                "select 1 where exists (select 1 from orders)",
                "select (select count(*) from orders) from products",
                "select * from products where id in (select p from orders)",
                "select * from products order by (select max(a) from orders)",
                "select * from products limit (select max(a) from orders)",
                "select sum(a) filter (where b in (select b from orders)) from products",
                "select json_agg(p order by (select max(a) from orders)) from products p",
                "select case when exists (select 1 from orders) then 1 end",
                "select * from products p join products q on p.id = (select max(p) from orders)",
                "select * from products p, lateral (select * from orders o where o.p = p.id) l",
                "select a from orders where customer_id = {{customer_id}} union all select b from orders",
                "select a from products except select a from orders",
                "with o as (select * from orders) select * from o where o.customer_id = {{customer_id}}",
                "with orders as (select * from orders where customer_id = {{customer_id}}) select * from orders",
                "with recursive t as (select 1 union all select id from orders) select * from t",
                "select * from orders as o(customer_id, x) where o.customer_id = {{customer_id}}",
                "select 'acme' as customer_id from orders where customer_id = {{customer_id}}",
                "select * from {{customer.table.raw()}}",
                "select * from products {{customer.alias.raw()}}",
                "table orders",
                "values ((select 1 from orders))",
                "select * from U&\"\\006frders\"",
                "select * from orders where customer_id = :vitrine_tenant_0",
                "from orders select a",
                "select * from orders match_recognize (order by a) where customer_id = {{customer_id}}"
            })
    void aQueryThatMayReadOtherTenantsIsRefused(String template) {
        assertThat(fenced(template)).isNotEmpty();
    }

    @Test
    void theMessageSaysWhatToAddAndWhere() {
        assertThat(fenced("select *\nfrom products p\njoin orders o on o.p = p.id"))
                .containsExactly(
                        "line 3, column 6: The table orders must be filtered on its tenant in every SELECT that"
                                + " reads it: add \"and o.customer_id = {{ … }}\" with a level variable or a customer property,"
                                + " outside of OR and [[ ]].");
    }

    @Test
    void castsThatMySqlReadsGenerouslyAreNoFilter() {
        assertThat(faults(
                        "select * from orders where customer_id = cast({{customer_id}} as integer)",
                        SqlDialect.MYSQL,
                        ORDERS))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1; drop table t",
                "drop table t",
                "insert into t values (1)",
                "with d as (delete from t returning *) select * from d",
                "with d as (select 1) delete from t",
                "with d as (update t set a = 1 returning *) select * from d",
                "select * into x from t",
                "select * from t for update",
                "select * from t for no key update skip locked",
                "select * from t lock in share mode",
                "explain analyze delete from t",
                "explain select 1",
                "set role postgres",
                "call f()",
                "do $$ begin end $$",
                "copy t to program 'id'",
                "attach 'x' as y",
                "begin",
                "",
                "-- nothing",
                "show tables",
                "select pg_read_file('/etc/passwd')",
                "select PG_READ_FILE ('x')",
                "select \"pg_read_file\"('x')",
                "select pg_catalog.pg_read_file/**/('x')",
                "select * from dblink('x', 'select 1') as t(a int)",
                "select set_config('a', 'b', false)",
                "select lo_import('/etc/passwd')",
                "select query_to_xml('select 1', true, true, '')",
                "select pg_advisory_lock(1)"
            })
    void whatIsNoSingleReadIsRefusedWithoutAnyDemand(String template) {
        assertThat(open(template, SqlDialect.POSTGRESQL)).isNotEmpty();
    }

    @Test
    void eachDialectDeniesItsOwnFunctionsAndTricks() {
        assertThat(open("select * from read_csv('/etc/passwd')", SqlDialect.DUCKDB))
                .isNotEmpty();
        assertThat(open("select * from query('select 1')", SqlDialect.DUCKDB)).isNotEmpty();
        assertThat(open("select value from duckdb_settings()", SqlDialect.DUCKDB))
                .as("paths of the server")
                .isNotEmpty();
        assertThat(open("select * from '/etc/passwd.csv'", SqlDialect.DUCKDB)).isNotEmpty();
        assertThat(open("select * from \"/etc/passwd.csv\"", SqlDialect.DUCKDB)).isNotEmpty();
        assertThat(open("select load_file('/etc/passwd')", SqlDialect.MYSQL)).isNotEmpty();
        assertThat(open("select 1 into outfile '/tmp/x'", SqlDialect.MYSQL)).isNotEmpty();
        assertThat(open("select @a := 1", SqlDialect.MYSQL)).isNotEmpty();
        assertThat(open("select * from table(pg.system.query(query => 'x'))", SqlDialect.TRINO))
                .isNotEmpty();
        assertThat(open("select load_extension('x')", SqlDialect.ANSI)).isNotEmpty();
        assertThat(open("select * from openrowset('a', 'b', 'c')", SqlDialect.SQL_SERVER))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select replace(a, 'x', 'y'), substring(a from 2 for 3), extract(year from d) from t",
                "(select 1) union (select 2)",
                "select \"update\", \"into\" from t where s = 'drop table t; delete from u'",
                "select * from t match_recognize (order by a measures b as c pattern (a) define a as a > 1)",
                "select glob from t where sleep = 1"
            })
    void whatOnlyLooksDangerousPassesWithoutAnyDemand(String template) {
        assertThat(open(template, SqlDialect.POSTGRESQL)).isEmpty();
    }

    @Test
    void duckDbMayPutFromFirst() {
        assertThat(open("from t select a", SqlDialect.DUCKDB)).isEmpty();
    }

    @Test
    void aTextThatIsMadeToBeSlowEndsInTime() {
        for (String template : List.of(
                "select " + "(".repeat(500) + "1" + ")".repeat(500) + " from orders",
                "select " + "case when a then ".repeat(300) + "1" + " end".repeat(300) + " from orders",
                "select * from orders where " + "a = 1 or ".repeat(5_000) + "b = 2")) {
            Assertions.assertTimeout(
                    Duration.ofSeconds(30), () -> assertThat(fenced(template)).isNotEmpty());
        }
    }
}
