package io.vitrine.customer;

import static io.vitrine.database.SqlArray.column;

import io.vitrine.database.Row;
import io.vitrine.database.Session;
import io.vitrine.database.SqlArray;
import io.vitrine.error.Refusal;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * The one statement that changes customers: any number of them, each with an outcome of its own, with their history
 * rows, in one round trip.
 *
 * <p>Rules of the statement:
 *
 * <ul>
 *   <li>Each row is locked before it is judged, so the verdict and the history's {@code before} are of the version that
 *       the change replaces.
 *   <li>A row whose verdict is not empty is left as it is; the others go through.
 *   <li>{@code elsewhere} is the verdict of what one row cannot decide: a new level, parent or mapping. The caller then
 *       decides under locks and comes again with a change that is decided.
 *   <li>Two changes of one customer never stand in the same statement.
 * </ul>
 */
final class CustomerUpdateStatement {
    private static final String SQL = """
            with input as materialized (
              select * from unnest(?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                                   ?::boolean[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[],
                                   ?::bigint[], ?::bigint[], ?::boolean[], ?::text[])
                with ordinality as i(team_id, group_id, provided_id, new_provided_id, name, properties, mapping,
                                     is_demo_group, emails, emails_remove, group_tags, level_name, parent_provided_id,
                                     level_id, parent_id, expected_version, decided, actor, n)
            ), tags as (
              select i.n, coalesce(array_agg(t.id order by x.place) filter (where t.id is not null), '{}') as ids,
                     string_agg('"' || x.name || '"', ', ' order by x.place) filter (where t.id is null) as unknown
              from input i
                cross join lateral unnest(string_to_array(i.group_tags, e'\\x1f')) with ordinality x(name, place)
                left join group_tag t on t.team_id = i.team_id and t.name = x.name
              group by i.n
            ), locked as (
              select i.n, c.*
              from input i join customer c on c.visibility_group_id = i.group_id and c.provided_id = i.provided_id
              order by i.n
              for no key update of c
            ), judged as (
              select c.*,
                case
                  when i.expected_version <> c.version then 'version'
                  when t.unknown is not null then 'tags'
                  when i.decided then ''
                  when i.level_name is not null and not exists (
                    select from hierarchy_level l where l.id = c.level_id and l.name = i.level_name) then 'elsewhere'
                  when i.parent_provided_id is not null and i.parent_provided_id <> coalesce(
                    (select p.provided_id from customer p where p.id = c.parent_id), '') then 'elsewhere'
                  when i.mapping is not null and i.mapping <> c.mapping::text then 'elsewhere'
                  else ''
                end as verdict,
                t.unknown as detail
              from locked c join input i on i.n = c.n left join tags t on t.n = c.n
            ), updated as (
              update customer c set
                provided_id = coalesce(i.new_provided_id, c.provided_id),
                name = coalesce(i.name, c.name),
                properties = coalesce(i.properties::json, c.properties),
                mapping = coalesce(i.mapping::json, c.mapping),
                is_demo_group = coalesce(i.is_demo_group, c.is_demo_group),
                emails = case when i.emails is null and i.emails_remove is null then c.emails
                  else email_set(c.emails, string_to_array(coalesce(i.emails, ''), e'\\x1f'),
                                 string_to_array(coalesce(i.emails_remove, ''), e'\\x1f')) end,
                group_tag_ids = case when i.group_tags is null then c.group_tag_ids
                  else coalesce(t.ids, '{}') end,
                level_id = coalesce(i.level_id, c.level_id),
                parent_id = case when i.level_id is null then c.parent_id else i.parent_id end,
                version = c.version + 1,
                updated_at = now()
              from judged j join input i on i.n = j.n left join tags t on t.n = j.n
              where c.id = j.id and j.verdict = ''
              returning c.*, i.n
            ), recorded as (
              insert into customer_change (customer_id, version, visibility_group_id, action, actor, before, after)
              select u.id, u.version, u.visibility_group_id, 'update', i.actor, %s, %s
              from updated u join locked b on b.n = u.n join input i on i.n = u.n
            )
            select coalesce(j.verdict, 'missing') as verdict, coalesce(j.detail, '') as detail,
                   coalesce(j.version, 0) as current_version, %s
            from input i
              left join judged j on j.n = i.n
              left join updated c on c.n = i.n
              left join hierarchy_level l on l.id = c.level_id
              left join visibility_group g on g.id = c.visibility_group_id
            order by i.n""".formatted(touchedFields("b"), touchedFields("u"), CustomerStore.COLUMNS);

    private final CustomerStore customers;

    CustomerUpdateStatement(CustomerStore customers) {
        this.customers = customers;
    }

    /** What became of one change. */
    sealed interface Outcome {
        /** The row as it is now. */
        record Changed(Customer customer) implements Outcome {}

        /** Nothing was written. */
        record Refused(Refusal refusal) implements Outcome {}

        /** Nothing was written, because the row alone cannot decide; see the class comment. */
        record Elsewhere() implements Outcome {}
    }

    /** Runs the statement; the outcomes stand in the order of the changes. */
    List<Outcome> run(Session session, List<CustomerChange> changes) {
        return session.list(
                SQL,
                row -> outcome(row, row.text("verdict")),
                column("bigint", changes, change -> change.caller().teamId()),
                column("bigint", changes, change -> change.caller().visibilityGroupId()),
                column("text", changes, change -> change.update().providedId()),
                optional("text", changes, change -> change.update().newProvidedId()),
                optional("text", changes, change -> change.update().name()),
                optional("text", changes, CustomerChange::properties),
                optional("text", changes, CustomerChange::mapping),
                optional("boolean", changes, change -> change.update().isDemoGroup()),
                optional(
                        "text",
                        changes,
                        change -> joinedUnlessEmpty(change.update().emails())),
                optional(
                        "text",
                        changes,
                        change -> joinedUnlessEmpty(change.update().emailsRemove())),
                optional("text", changes, change -> change.update().groupTags().map(CustomerChange::joined)),
                optional("text", changes, change -> change.update().hierarchyLevelName()),
                optional("text", changes, change -> change.update().parentProvidedId()),
                optional("bigint", changes, change -> change.place().map(CustomerChange.Place::levelId)),
                optional(
                        "bigint",
                        changes,
                        change -> change.place()
                                .map(CustomerChange.Place::parentId)
                                .flatMap(CustomerUpdateStatement::boxed)),
                optional("bigint", changes, change -> boxed(change.update().expectedVersion())),
                column("boolean", changes, CustomerChange::decided),
                column("text", changes, change -> change.caller().actor()));
    }

    private Outcome outcome(Row row, String verdict) throws SQLException {
        return switch (verdict) {
            case "" -> new Outcome.Changed(customers.customer(row));
            case "elsewhere" -> new Outcome.Elsewhere();
            case "missing" -> new Outcome.Refused(CustomerRefusals.unknownCustomer());
            case "tags" -> new Outcome.Refused(CustomerRefusals.unknownGroupTags(row.text("detail")));
            case "version" -> new Outcome.Refused(CustomerRefusals.otherVersion(row.number("current_version")));
            default -> throw new IllegalStateException("verdict " + verdict);
        };
    }

    /** JSON of the fields that the change touches, as they stand in the row of that alias. */
    private static String touchedFields(String alias) {
        return """
                ('{' || concat_ws(',',
                  case when i.new_provided_id is not null then '"provided_id":' || to_json(%1$s.provided_id) end,
                  case when i.name is not null then '"name":' || to_json(%1$s.name) end,
                  case when i.properties is not null then '"properties":' || %1$s.properties end,
                  case when i.mapping is not null then '"mapping":' || %1$s.mapping end,
                  case when i.is_demo_group is not null then '"is_demo_group":' || %1$s.is_demo_group end,
                  case when i.emails is not null or i.emails_remove is not null
                    then '"emails":' || to_json(%1$s.emails) end,
                  case when i.group_tags is not null then '"group_tag_ids":' || to_json(%1$s.group_tag_ids) end,
                  case when i.level_id is not null then '"level_id":' || %1$s.level_id
                    || ',"parent_id":' || coalesce(%1$s.parent_id::text, 'null') end
                ) || '}')::json""".formatted(alias);
    }

    private static SqlArray optional(
            String type, List<CustomerChange> changes, Function<CustomerChange, ? extends Optional<?>> column) {
        return column(type, changes, change -> column.apply(change).orElse(null));
    }

    private static Optional<String> joinedUnlessEmpty(List<String> texts) {
        return texts.isEmpty() ? Optional.empty() : Optional.of(CustomerChange.joined(texts));
    }

    private static Optional<Long> boxed(OptionalLong number) {
        return number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty();
    }
}
