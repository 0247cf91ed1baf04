package io.vitrine.http.v1;

import io.vitrine.access.Caller;
import io.vitrine.access.Permission;
import io.vitrine.customer.ComputedCustomer;
import io.vitrine.customer.CustomerDirectory;
import io.vitrine.database.Database;
import io.vitrine.error.Refusal;
import io.vitrine.http.BodyFields;
import io.vitrine.http.Guard;
import io.vitrine.http.QueryFields;
import io.vitrine.http.edge.Reply;
import io.vitrine.http.edge.Request;
import io.vitrine.http.edge.Route;
import io.vitrine.json.Json;
import io.vitrine.query.DatasetCheck;
import io.vitrine.query.QueryHistory;
import io.vitrine.query.QueryPreview;
import io.vitrine.query.QueryService;
import io.vitrine.query.ResolvedSource;
import io.vitrine.query.SourceResolver;
import io.vitrine.query.template.Variable;
import io.vitrine.query.template.VariableCatalog.Declaration;
import io.vitrine.query.template.VariableKind;
import io.vitrine.query.template.VariableName;
import io.vitrine.query.template.VariableScope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/v1/query}: what an editor of datasets asks: run this, check this, which variables are there. */
public final class QueryResource {
    private static final int USUAL_ROWS = 1_000;

    private final Database database;
    private final CustomerDirectory customers;
    private final QueryService queries;
    private final QueryPreview preview;
    private final DatasetCheck check;
    private final SourceResolver sources;
    private final QueryHistory history;

    public QueryResource(
            Database database,
            CustomerDirectory customers,
            QueryService queries,
            QueryPreview preview,
            DatasetCheck check,
            SourceResolver sources,
            QueryHistory history) {
        this.database = database;
        this.customers = customers;
        this.queries = queries;
        this.preview = preview;
        this.check = check;
        this.sources = sources;
        this.history = history;
    }

    public List<Route> routes(Guard guard) {
        return List.of(
                Route.post("/api/v1/query:preview", guard.with(Permission.WRITE, this::preview)),
                Route.post("/api/v1/query:check", guard.with(Permission.READ, this::check)),
                Route.get("/api/v1/query:variables", guard.with(Permission.READ, this::variables)));
    }

    private Reply preview(Caller caller, Request request) {
        BodyFields body = BodyFields.of(request);
        long limit = body.number("limit").orElse((long) USUAL_ROWS);
        if (limit < 1 || limit > QueryPreview.MOST_ROWS) {
            throw BodyFields.invalid(
                    "limit", "The field limit takes a number from 1 to " + QueryPreview.MOST_ROWS + ".");
        }
        QueryPreview.Question question = new QueryPreview.Question(
                body.requiredId("schema"),
                sql(body),
                body.requiredId("customer"),
                QueryVariables.declarations(body),
                QueryVariables.offered(body),
                (int) limit);
        return Reply.bytes(
                "application/json",
                remembered(caller, question, () -> preview.run(caller, question, request.client()::whenGone)));
    }

    /** The answer, which a member finds in the history of the SQL editor. */
    private byte[] remembered(Caller caller, QueryPreview.Question question, Supplier<byte[]> run) {
        if (caller.memberId().isEmpty()) {
            return run.get();
        }
        long member = caller.memberId().get();
        long start = System.nanoTime();
        try {
            byte[] answer = run.get();
            history.add(member, run(question, start, Optional.of(rowCount(answer)), Optional.empty()));
            return answer;
        } catch (Refusal refusal) {
            history.add(member, run(question, start, Optional.empty(), Optional.of(refusal.text())));
            throw refusal;
        }
    }

    private static QueryHistory.Run run(
            QueryPreview.Question question, long start, Optional<Long> rows, Optional<String> error) {
        return new QueryHistory.Run(
                Instant.now(),
                question.schema(),
                question.customer(),
                question.sql(),
                Duration.ofNanos(System.nanoTime() - start).toMillis(),
                rows,
                error);
    }

    /** The member {@code row_count} of an answer, past its rows, which are not read into memory again. */
    private static long rowCount(byte[] answer) {
        try (JsonParser json = Json.MAPPER.createParser(answer)) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.PROPERTY_NAME && "row_count".equals(json.currentName())) {
                    json.nextToken();
                    return json.getLongValue();
                }
                if (json.currentToken() == JsonToken.START_ARRAY) {
                    json.skipChildren();
                }
            }
        }
        return 0;
    }

    private Reply check(Caller caller, Request request) {
        BodyFields body = BodyFields.of(request);
        List<Declaration> declarations = new ArrayList<>();
        QueryVariables.offered(body)
                .keySet()
                .forEach(name -> declarations.add(new Declaration(name, VariableKind.ANY)));
        declarations.addAll(QueryVariables.declarations(body));
        DatasetCheck.Draft draft = new DatasetCheck.Draft(
                body.requiredId("schema"),
                sql(body),
                declarations,
                body.bool("tenant_optional").orElse(false));
        Optional<ComputedCustomer> customer = body.id("customer").map(id -> customers.get(caller, id));
        DatasetCheck.Report report = database.withSession(session -> {
            Optional<ResolvedSource> source = customer.map(one -> sources.resolve(session, one, draft.schema()));
            return source.isPresent()
                    ? check.check(session, caller.teamId(), draft, source.get())
                    : check.check(session, caller.teamId(), draft);
        });
        return Reply.json(json(report));
    }

    private Reply variables(Caller caller, Request request) {
        QueryFields query = new QueryFields(request);
        String id = query.text("customer").orElseThrow(() -> QueryFields.invalid("customer", "is required"));
        VariableScope scope = queries.variables(customers.get(caller, id), List.of(), Map.of());
        TreeSet<String> names = new TreeSet<>(scope.names());
        names.addAll(scope.catalog().names());
        ObjectNode body = Json.object();
        ArrayNode variables = body.putArray("variables");
        names.forEach(name -> VariableName.parse(name)
                .map(parsed -> json(name, scope.find(parsed)))
                .ifPresent(variables::add));
        return Reply.json(body);
    }

    private static String sql(BodyFields body) {
        String sql = body.requiredText("sql");
        if (sql.isBlank()) {
            throw BodyFields.invalid("sql", "The field sql is empty. Give it a query.");
        }
        return sql;
    }

    private static ObjectNode json(String name, Optional<Variable> found) {
        ObjectNode json = Json.object().put("name", name);
        found.ifPresentOrElse(variable -> json.set("value", variable.value().toJson()), () -> json.putNull("value"));
        return json.put(
                        "type",
                        found.map(variable -> QueryVariables.type(variable.value()))
                                .orElse("none"))
                .put(
                        "origin",
                        found.map(variable -> variable.origin().toString()).orElse("undefined"));
    }

    private static ObjectNode json(DatasetCheck.Report report) {
        ObjectNode json = Json.object().put("valid", report.isClean());
        ArrayNode errors = json.putArray("errors");
        for (DatasetCheck.Finding finding : report.findings()) {
            ObjectNode error = errors.addObject()
                    .put("code", finding.error().code().wireName())
                    .put("line", finding.error().position().line())
                    .put("column", finding.error().position().column())
                    .put("message", finding.error().reason());
            finding.variable()
                    .ifPresentOrElse(
                            variable -> error.put("variable", variable.toString()), () -> error.putNull("variable"));
        }
        json.put("dialect", report.dialect().name().toLowerCase(Locale.ROOT));
        report.variables().forEach(json.putArray("variables")::add);
        return json;
    }
}
