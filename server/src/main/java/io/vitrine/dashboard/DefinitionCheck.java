package io.vitrine.dashboard;

import io.vitrine.access.Caller;
import io.vitrine.database.Session;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Whether a definition could be shown: first its shape, then what its parts say of one another and of the team. */
public final class DefinitionCheck {
    private final DefinitionSchema schema;

    public DefinitionCheck(DefinitionSchema schema) {
        this.schema = schema;
    }

    /** What is wrong with a definition of the caller's team; empty where it may be saved. */
    public List<Problem> problems(Session session, Caller caller, ObjectNode json) {
        return problems(session, caller.teamId(), json);
    }

    /** Refuses with {@code INVALID_DASHBOARD} where something is wrong, naming the first thing. */
    public void require(Session session, Caller caller, ObjectNode json) {
        required(session, caller.teamId(), json);
    }

    private List<Problem> problems(Session session, long teamId, ObjectNode json) {
        List<Problem> problems = schema.problems(json);
        if (!problems.isEmpty()) {
            return problems;
        }
        return DefinitionReferences.problems(Definition.of(json), TeamVocabulary.read(session, teamId));
    }

    /** The definition itself, where nothing is wrong with it; else as {@link #require}. */
    ObjectNode required(Session session, long teamId, ObjectNode json) {
        List<Problem> problems = problems(session, teamId, json);
        if (!problems.isEmpty()) {
            Problem first = problems.getFirst();
            String more = problems.size() == 1
                    ? ""
                    : " And " + (problems.size() - 1) + " more: POST it to /api/v1/dashboards:validate to see all.";
            throw new Refusal(
                    ErrorCode.INVALID_DASHBOARD, first.path(), "At " + place(first) + ": " + first.reason() + more);
        }
        return json;
    }

    private static String place(Problem problem) {
        return problem.path().isEmpty() ? "the definition" : problem.path();
    }
}
