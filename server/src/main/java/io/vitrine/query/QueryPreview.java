package io.vitrine.query;

import io.vitrine.access.Caller;
import io.vitrine.customer.ComputedCustomer;
import io.vitrine.customer.CustomerDirectory;
import io.vitrine.database.Database;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import io.vitrine.json.Json;
import io.vitrine.query.result.RowJson;
import io.vitrine.query.template.Origin.Offered;
import io.vitrine.query.template.Value;
import io.vitrine.query.template.VariableCatalog.Declaration;
import io.vitrine.query.template.VariableScope;
import io.vitrine.source.connect.QueryEnd;
import io.vitrine.source.connect.RunLimits;
import io.vitrine.source.connect.StatementFault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Runs a template for its author, as the customer and with the values that the author says, and shows what was run. */
public final class QueryPreview {
    /** The most rows of a preview. */
    public static final int MOST_ROWS = 10_000;

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final long MAX_BYTES = 16L << 20;

    private final Database database;
    private final CustomerDirectory customers;
    private final QueryService queries;
    private final DatasetCheck check;

    public QueryPreview(Database database, CustomerDirectory customers, QueryService queries, DatasetCheck check) {
        this.database = database;
        this.customers = customers;
        this.queries = queries;
        this.check = check;
    }

    /**
     * What an author wants to see.
     *
     * @param customer the provided id of the customer to run as
     * @param variables what a viewer would send; never reaches the customer's own variables
     * @param limit the most rows, up to {@link #MOST_ROWS}
     */
    public record Question(
            String schema,
            String sql,
            String customer,
            List<Declaration> declarations,
            Map<String, Value> variables,
            int limit) {}

    /**
     * The rows with the statement, its values and its data source, as JSON in UTF-8.
     *
     * @param author whose going away stops the query
     * @throws Refusal naming line and column where the template or the database's answer to it is at fault
     */
    public byte[] run(Caller caller, Question question, Asker author) {
        ComputedCustomer customer = customers.get(caller, question.customer());
        PreparedQuery prepared = queries.prepare(
                customer,
                new DatasetQuery(
                        "",
                        question.schema(),
                        question.sql(),
                        question.declarations(),
                        new RunLimits(TIMEOUT, question.limit(), MAX_BYTES),
                        Duration.ZERO),
                Map.of(Offered.LIVE_INPUT, question.variables()));
        VariableScope scope = queries.variables(customer, question.declarations(), Map.of());
        database.withSession(session -> {
            check.requireFenced(session, prepared.source(), scope.catalog(), question.sql());
            return customer;
        });
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        try {
            queries.stream(prepared, author, new RowJson(json, end -> described(prepared, end)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Refusal refusal) {
            throw placed(refusal);
        }
        return json.toByteArray();
    }

    private static ObjectNode described(PreparedQuery prepared, QueryEnd end) {
        ObjectNode json = Json.object();
        json.putObject("data_source")
                .put("id", prepared.source().id())
                .put("name", prepared.source().name())
                .put("kind", prepared.source().kind().wireName())
                .put("from", prepared.source().from().wireName());
        json.put("sql", prepared.bound().sql());
        json.set("bindings", prepared.bound().describeBindings());
        return json.put("elapsed_ms", end.elapsed().toMillis());
    }

    /** At the field that the author wrote; the place is one in the statement that was run, which the author is shown. */
    private static Refusal placed(Refusal refusal) {
        if (refusal.code() != ErrorCode.QUERY_FAILED) {
            return refusal;
        }
        boolean hasPlace = refusal.getCause() instanceof StatementFault fault
                && fault.position().isPresent();
        String text =
                hasPlace ? refusal.text().replaceFirst("\\)$", " of the statement that was run)") : refusal.text();
        return new Refusal(ErrorCode.QUERY_FAILED, "sql", text);
    }
}
