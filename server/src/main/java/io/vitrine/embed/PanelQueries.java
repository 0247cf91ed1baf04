package io.vitrine.embed;

import io.vitrine.dashboard.Dataset;
import io.vitrine.dashboard.Panel;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import io.vitrine.query.template.Origin.Offered;
import io.vitrine.query.template.Value;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The rows behind the parts of a dashboard, for its viewer.
 *
 * <p>A viewer names a part that it may see, never a query: the dataset follows from the version that is shown.
 */
public final class PanelQueries {
    private final DatasetRunner runner;
    private final InstantSource clock;

    public PanelQueries(DatasetRunner runner, InstantSource clock) {
        this.runner = runner;
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

    /** The rows as columnar JSON. */
    public byte[] columnar(EmbedSession session, Question question) {
        try {
            return runner.columnar(run(session, question));
        } catch (Refusal refusal) {
            throw forViewer(session, refusal);
        }
    }

    /** Writes the rows as CSV as they come. */
    public void csv(EmbedSession session, Question question, OutputStream out) throws IOException {
        try {
            runner.csv(run(session, question), out);
        } catch (Refusal refusal) {
            throw forViewer(session, refusal);
        }
    }

    private DatasetRunner.Run run(EmbedSession session, Question question) {
        Dataset dataset = dataset(session, question.part());
        return new DatasetRunner.Run(
                session.viewer(),
                session.customer(),
                dataset,
                ViewerVariables.of(session, clock).scope(question.offered()),
                question.part() instanceof Part.FirstRow ? OptionalInt.of(1) : OptionalInt.empty());
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
