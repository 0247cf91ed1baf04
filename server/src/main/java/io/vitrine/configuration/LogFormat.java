package io.vitrine.configuration;

/** How a line of the log looks. */
public enum LogFormat {
    /** For people at a terminal. */
    TEXT,
    /** One JSON object a line, for a collector. */
    JSON
}
