package io.vitrine.dashboard;

import java.time.Instant;

/** A version that an environment shows. */
public record Publication(String environment, int version, String actor, Instant publishedAt) {}
