package io.vitrine.customer;

import static io.vitrine.database.SqlArray.column;

import io.vitrine.database.Row;
import io.vitrine.database.Session;
import io.vitrine.database.SqlArray;
import io.vitrine.error.Refusal;
import java.sql.SQLException;
import java.util.Arrays;
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
 *   <li>{@code elsewhere} is the verdict of what one row cannot decide: a new level, parent or mapping, or tags whose
 *       names may have changed since they were looked up. The caller then decides under locks and comes again with a
 *       change that is decided.
 *   <li>Two changes of one customer never stand in the same statement.
 * </ul>
 */
final class CustomerUpdateStatement {
    /** JSON of the fields that the change {@code i} touches, as they stand in the row {@code c}. */
    private static final String TOUCHED_FIELDS = """
            ('{' || concat_ws(',',
              case when i.new_provided_id is not null then '"provided_id":' || to_json(c.provided_id) end,
              case when i.name is not null then '"name":' || to_json(c.name) end,
              case when i.properties is not null then '"properties":' || c.properties end,
              case when i.mapping is not null then '"mapping":' || c.mapping end,
              case when i.is_demo_group is not null then '"is_demo_group":' || c.is_demo_group end,
              case when i.emails is not null or i.emails_remove is not null then '"emails":' || to_json(c.emails) end,
              case when i.group_tag_ids is not null then '"group_tag_ids":' || to_json(c.group_tag_ids) end,
              case when i.level_id is not null then '"level_id":' || c.level_id
                || ',"parent_id":' || coalesce(c.parent_id::text, 'null') end
            ) || '}')::json""";

    private static final String SQL = """
            with input as materialized (
              select * from unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::boolean[],
                                   ?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::bigint[],
                                   ?::bigint[], ?::bigint[], ?::boolean[], ?::text[])
                with ordinality as i(group_id, provided_id, new_provided_id, name, properties, mapping, is_demo_group,
                                     emails, emails_remove, group_tag_ids, tags_of, level_name, parent_provided_id,
                                     level_id, parent_id, expected_version, decided, actor, n)
            ), judged as materialized (
              select i.*, c.id, c.version as current_version, %1$s as before,
                case
                  when i.expected_version <> c.version then 'version'
                  when i.decided then ''
                  when i.tags_of <> (select version from vocabulary) then 'elsewhere'
                  when i.level_name is not null and not exists (
                    select from hierarchy_level l where l.id = c.level_id and l.name = i.level_name) then 'elsewhere'
                  when i.parent_provided_id is not null and i.parent_provided_id <> coalesce(
                    (select p.provided_id from customer p where p.id = c.parent_id), '') then 'elsewhere'
                  when i.mapping is not null and i.mapping <> c.mapping::text then 'elsewhere'
                  else ''
                end as verdict
              from input i
                join customer c on c.visibility_group_id = i.group_id and c.provided_id = i.provided_id
              order by i.n
              for no key update of c
            ), updated as (
              update customer c set
                provided_id = coalesce(i.new_provided_id, c.provided_id),
                name = coalesce(i.name, c.name),
                properties = coalesce(i.properties::json, c.properties),
                mapping = coalesce(i.mapping::json, c.mapping),
                is_demo_group = coalesce(i.is_demo_group, c.is_demo_group),
                emails = case
                  when i.emails_remove is null and c.emails @> coalesce(string_to_array(i.emails, e'\\x1f'), '{}')
                    then c.emails
                  else email_set(c.emails, string_to_array(coalesce(i.emails, ''), e'\\x1f'),
                                 string_to_array(coalesce(i.emails_remove, ''), e'\\x1f')) end,
                group_tag_ids = coalesce(i.group_tag_ids::bigint[], c.group_tag_ids),
                level_id = coalesce(i.level_id, c.level_id),
                parent_id = case when i.level_id is null then c.parent_id else i.parent_id end,
                version = c.version + 1,
                updated_at = now()
              from judged i
              where c.id = i.id and i.verdict = ''
              returning c.*, i.n, i.actor, i.before, %1$s as after
            ), recorded as (
              insert into customer_change (customer_id, version, visibility_group_id, action, actor, before, after)
              select id, version, visibility_group_id, 'update', actor, before, after from updated
            )
            select j.n, j.verdict, j.current_version, %2$s
            from judged j left join updated c on c.n = j.n""".formatted(TOUCHED_FIELDS, CustomerStore.COLUMNS);

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
        // Of a customer that is not there the statement has nothing to say.
        Outcome[] outcomes = new Outcome[changes.size()];
        Arrays.fill(outcomes, new Outcome.Refused(CustomerRefusals.unknownCustomer()));
        session.list(
                SQL,
                row -> outcomes[row.integer("n") - 1] = outcome(session, row),
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
                optional("text", changes, change -> change.tags().map(CustomerChange.Tags::text)),
                optional("bigint", changes, change -> change.tags().flatMap(tags -> boxed(tags.ofVersion()))),
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
        return List.of(outcomes);
    }

    private Outcome outcome(Session session, Row row) throws SQLException {
        String verdict = row.text("verdict");
        return switch (verdict) {
            case "" -> new Outcome.Changed(customers.customer(session, row));
            case "elsewhere" -> new Outcome.Elsewhere();
            case "version" -> new Outcome.Refused(CustomerRefusals.otherVersion(row.number("current_version")));
            default -> throw new IllegalStateException("verdict " + verdict);
        };
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
