package io.vitrine.configuration;

/** Whether each request gets a line in the log. */
public enum AccessLogging {
    OFF,
    ON
}
