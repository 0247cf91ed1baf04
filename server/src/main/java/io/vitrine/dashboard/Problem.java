package io.vitrine.dashboard;

/**
 * One thing that is wrong with a definition.
 *
 * @param path JSON pointer (RFC 6901) to what is wrong; empty for the whole definition
 * @param reason what is wrong and what would be right
 */
public record Problem(String path, String reason) {}
