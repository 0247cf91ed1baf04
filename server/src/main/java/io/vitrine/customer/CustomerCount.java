package io.vitrine.customer;

/**
 * How many customers a search finds.
 *
 * @param isExact false where there are more than were counted to
 */
public record CustomerCount(long count, boolean isExact) {}
