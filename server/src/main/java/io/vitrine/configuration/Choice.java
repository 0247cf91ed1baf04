package io.vitrine.configuration;

/** Whether something is done. */
public enum Choice {
    OFF,
    ON
}
