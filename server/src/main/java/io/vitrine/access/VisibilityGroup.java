package io.vitrine.access;

import java.time.Instant;

/** A data visibility group: the API tokens, embed secrets, data sources and customers that see one another. */
public record VisibilityGroup(long id, String name, Instant createdAt) {}
