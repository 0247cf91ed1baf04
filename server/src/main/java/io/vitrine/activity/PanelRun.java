package io.vitrine.activity;

import java.util.Optional;

/**
 * One computation for a viewer.
 *
 * @param version 0 for a draft
 * @param part the dataset that was asked for
 * @param source whose rows they are; absent where no query got that far
 * @param wasKept whether a kept result was enough
 * @param failure what went wrong, where something did
 */
public record PanelRun(
        long visibilityGroupId,
        String embedId,
        int version,
        String part,
        Optional<Long> source,
        long milliseconds,
        boolean wasKept,
        Optional<Failure> failure) {

    /**
     * Why there were no rows.
     *
     * @param text in words for the dashboard's author, who may read of rows of the same group in it
     * @param ofSource whether the data source could not be reached, so that the fault is not the query's
     */
    public record Failure(String code, String text, boolean ofSource) {}
}
