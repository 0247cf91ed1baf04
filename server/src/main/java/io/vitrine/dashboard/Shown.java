package io.vitrine.dashboard;

import java.util.Optional;

/** Which state of a dashboard is to be shown. */
public sealed interface Shown {
    /**
     * What an environment shows.
     *
     * @param environment absent: {@code production} where a version is published there, else the newest version
     */
    record In(Optional<String> environment) implements Shown {}

    record Version(int version) implements Shown {}

    /** The draft, as it is at the moment. */
    record Unsaved() implements Shown {}
}
