package io.vitrine.customer;

/**
 * A value that a customer has, by itself or from an ancestor.
 *
 * @param from the {@code provided_id} of the customer that the value was given to
 */
public record Inherited<T>(T value, String from) {}
