package io.vitrine.embed;

import io.vitrine.activity.PanelRun;
import io.vitrine.activity.PanelRuns;
import io.vitrine.dashboard.CacheRule;
import io.vitrine.dashboard.Dataset;
import io.vitrine.dashboard.Declarations;
import io.vitrine.dashboard.Panel;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import io.vitrine.query.Asker;
import io.vitrine.query.DatasetQuery;
import io.vitrine.query.PreparedQuery;
import io.vitrine.query.QueryResult;
import io.vitrine.query.QueryService;
import io.vitrine.query.result.CsvWriter;
import io.vitrine.query.template.Origin.Offered;
import io.vitrine.query.template.Value;
import io.vitrine.source.connect.RunLimits;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * The rows behind the parts of a dashboard, for its viewer.
 *
 * <p>A viewer names a part that it may see, never a query: the dataset follows from the version that is shown.
 */
public final class PanelQueries {
    /** How long rows are kept where their author does not say. */
    private static final Duration USUALLY_KEPT = Duration.ofMinutes(1);

    private final QueryService queries;
    private final PanelRuns runs;
    private final InstantSource clock;

    public PanelQueries(QueryService queries, PanelRuns runs, InstantSource clock) {
        this.queries = queries;
        this.runs = runs;
        this.clock = clock;
    }

    /** Whose rows are wanted. */
    public sealed interface Part {
        /**
         * A panel.
         *
         * @param dataset the one behind its marks, where that is wanted instead of its own
         */
        record OfPanel(String id, Optional<String> dataset) implements Part {}

        /** The choices of a control. */
        record OfControl(String id) implements Part {}

        /** The first row of a dataset, for texts that name its columns. */
        record FirstRow(String dataset) implements Part {}
    }

    /** What is asked for, with the variables that the viewer offers. */
    public record Question(Part part, Map<Offered, Map<String, Value>> offered) {}

    /**
     * The rows as columnar JSON.
     *
     * @param viewer whose going away stops the query
     * @throws Refusal where they cannot be had, in words for whoever looks
     */
    public byte[] columnar(EmbedSession session, Question question, Asker viewer) {
        long start = System.nanoTime();
        Optional<PreparedQuery> prepared = Optional.empty();
        try {
            PreparedQuery query = prepare(session, question, RunLimits.panel());
            prepared = Optional.of(query);
            QueryResult result = queries.columns(query, viewer);
            count(session, question, prepared, start, result.cached(), Optional.empty());
            return result.json();
        } catch (Refusal refusal) {
            count(session, question, prepared, start, false, Optional.of(refusal));
            throw forViewer(session, refusal);
        }
    }

    /** Previews are of authors and do not count; nor do questions for what the dashboard does not have. */
    private void count(
            EmbedSession session,
            Question question,
            Optional<PreparedQuery> prepared,
            long start,
            boolean wasKept,
            Optional<Refusal> refusal) {
        boolean askedForNothing =
                refusal.filter(one -> one.code() == ErrorCode.NOT_FOUND).isPresent();
        if (session.isPreview() || askedForNothing) {
            return;
        }
        runs.ran(new PanelRun(
                session.customer().customer().visibilityGroupId(),
                session.dashboard().embedId().text(),
                session.dashboard().version().orElse(0),
                dataset(session, question.part()).name(),
                prepared.map(query -> query.source().id()),
                Duration.ofNanos(System.nanoTime() - start).toMillis(),
                wasKept,
                refusal.map(one -> new PanelRun.Failure(
                        one.code().wireName(),
                        one.text(),
                        one.code() == ErrorCode.DATA_SOURCE_UNAVAILABLE || one.code() == ErrorCode.QUERY_TIMEOUT))));
    }

    /**
     * Finds the data source and binds the values for an export of all rows.
     *
     * @throws Refusal where that fails, in words for whoever looks
     */
    public PreparedQuery prepareExport(EmbedSession session, Question question) {
        try {
            return prepare(session, question, RunLimits.export());
        } catch (Refusal refusal) {
            throw forViewer(session, refusal);
        }
    }

    /** Writes the rows as CSV as they come; stops the query when the viewer goes away or reads no more. */
    public void csv(EmbedSession session, PreparedQuery prepared, OutputStream out, Asker viewer) throws IOException {
        try {
            queries.stream(prepared, viewer, new CsvWriter(out, CsvWriter.Formulas.GUARDED));
        } catch (Refusal refusal) {
            throw forViewer(session, refusal);
        }
    }

    private PreparedQuery prepare(EmbedSession session, Question question, RunLimits limits) {
        Dataset dataset = dataset(session, question.part());
        DatasetQuery query = new DatasetQuery(
                dataset.name(),
                dataset.schema(),
                dataset.sql(),
                Declarations.of(session.dashboard().definition()),
                limits(dataset, question.part(), limits),
                kept(dataset.cache()));
        return queries.prepare(
                session.view(), query, ViewerVariables.of(session, clock).offered(question.offered()));
    }

    private static RunLimits limits(Dataset dataset, Part part, RunLimits usual) {
        long rows = dataset.rowLimit().isPresent() ? dataset.rowLimit().getAsInt() : usual.maxRows();
        return new RunLimits(
                dataset.timeout().orElse(usual.timeout()), part instanceof Part.FirstRow ? 1 : rows, usual.maxBytes());
    }

    private static Duration kept(CacheRule rule) {
        return switch (rule) {
            case CacheRule.Usual _ -> USUALLY_KEPT;
            case CacheRule.Never _ -> Duration.ZERO;
            case CacheRule.For(Duration ttl) -> ttl;
        };
    }

    private static Dataset dataset(EmbedSession session, Part part) {
        String name = switch (part) {
            case Part.OfPanel(String id, Optional<String> dataset) -> ofPanel(session.panel(id), dataset);
            case Part.OfControl(String id) ->
                session.control(id)
                        .optionsDataset()
                        .orElseThrow(() -> none("control", "The control " + id + " has no dataset."));
            case Part.FirstRow(String dataset) -> ofText(session, dataset);
        };
        return session.dashboard().definition().dataset(name).orElseThrow(() -> none("dataset", "No such dataset."));
    }

    private static String ofPanel(Panel panel, Optional<String> dataset) {
        if (dataset.isPresent() && !dataset.equals(panel.dataset()) && !dataset.equals(panel.underlyingDataset())) {
            throw none("dataset", "The panel " + panel.id() + " shows no dataset " + dataset.get() + ".");
        }
        return dataset.or(panel::dataset)
                .orElseThrow(() -> none("panel", "The panel " + panel.id() + " has no dataset."));
    }

    private static String ofText(EmbedSession session, String dataset) {
        boolean named = session.panels().stream()
                .flatMap(panel -> panel.textVariables().stream())
                .anyMatch(name -> name.startsWith(dataset + "."));
        if (!named) {
            throw none("dataset", "No text shows a dataset " + dataset + ".");
        }
        return dataset;
    }

    private static Refusal none(String field, String message) {
        return new Refusal(ErrorCode.NOT_FOUND, field, message);
    }

    /** What a viewer may be told of a query that failed; its author, in a preview, is told all. */
    private static Refusal forViewer(EmbedSession session, Refusal refusal) {
        if (session.isPreview()) {
            return refusal;
        }
        return switch (refusal.code()) {
            case INVALID_TEMPLATE, QUERY_FAILED ->
                Refusal.because(refusal.code(), "This panel could not be computed.", refusal);
            case MISSING_VARIABLE ->
                Refusal.because(refusal.code(), "This panel needs a value that is not there yet.", refusal);
            case NO_DATA_SOURCE -> Refusal.because(refusal.code(), "There is no data for this panel yet.", refusal);
            case QUERY_TIMEOUT ->
                Refusal.because(refusal.code(), "This panel took too long. Try a shorter period.", refusal);
            case DATA_SOURCE_UNAVAILABLE ->
                Refusal.because(refusal.code(), "The data of this panel cannot be reached at the moment.", refusal);
            default -> refusal;
        };
    }
}
