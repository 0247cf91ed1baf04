package io.vitrine.configuration;

/** The least grave thing that is logged. */
public enum LogLevel {
    ERROR,
    WARN,
    INFO,
    DEBUG
}
