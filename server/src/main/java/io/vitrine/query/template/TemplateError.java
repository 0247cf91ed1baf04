package io.vitrine.query.template;

import io.vitrine.error.ErrorCode;

/**
 * One thing that is wrong with a template, or with the values given to it.
 *
 * @param code {@link ErrorCode#INVALID_TEMPLATE}, or {@link ErrorCode#MISSING_VARIABLE} where the template is right and
 *     a value is missing
 * @param position where in the template
 * @param reason what is wrong and what would be right, naming the variable where there is one
 */
public record TemplateError(ErrorCode code, Position position, String reason) {
    @Override
    public String toString() {
        return position + ": " + reason;
    }
}
