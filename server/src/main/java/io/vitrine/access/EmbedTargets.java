package io.vitrine.access;

/** Knows what can be embedded. */
@FunctionalInterface
public interface EmbedTargets {
    /** Whether the caller's team has a dashboard or report of that embed id; asked at every token's making. */
    boolean has(Caller caller, String embedId);
}
