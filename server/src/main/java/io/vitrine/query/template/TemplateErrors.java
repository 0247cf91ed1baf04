package io.vitrine.query.template;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import java.util.ArrayList;
import java.util.List;

/** Why a template cannot be used: one error or more, in the order of their places. */
public final class TemplateErrors extends RuntimeException {
    /** More than these help nobody, and each costs a walk through the text. */
    private static final int MAX_ERRORS = 20;

    private final transient List<TemplateError> errors;

    /** Wraps errors, of which there must be at least one. */
    public TemplateErrors(List<TemplateError> errors) {
        super(errors.getFirst().toString(), null, false, false);
        this.errors = List.copyOf(errors);
    }

    public List<TemplateError> errors() {
        return errors;
    }

    /** The refusal for a caller who sent the template in the field {@code sql}. */
    public Refusal refusal() {
        return new Refusal(errors.getFirst().code(), "sql", message("Line", 1));
    }

    /** The refusal for a caller who meant a dataset, which the message names. */
    public Refusal refusal(String dataset) {
        return new Refusal(errors.getFirst().code(), "sql", "Dataset \"" + dataset + "\", " + message("line", 1));
    }

    private String message(String line, int from) {
        StringBuilder message =
                new StringBuilder(line + errors.getFirst().toString().substring("line".length()));
        errors.subList(from, errors.size())
                .forEach(error -> message.append(" Also ").append(error));
        return message.toString();
    }

    /** Gathers the errors of one template. */
    static final class Collector {
        private final String text;
        private final List<TemplateError> errors = new ArrayList<>();

        Collector(String text) {
            this.text = text;
        }

        void add(int offset, String reason) {
            add(ErrorCode.INVALID_TEMPLATE, offset, reason);
        }

        void add(ErrorCode code, int offset, String reason) {
            if (errors.size() < MAX_ERRORS) {
                errors.add(new TemplateError(code, Position.of(text, offset), reason));
            }
        }

        List<TemplateError> errors() {
            return List.copyOf(errors);
        }

        void throwIfAny() {
            if (!errors.isEmpty()) {
                throw new TemplateErrors(errors);
            }
        }
    }
}
