package io.vitrine.dashboard;

/** A pair by which a team sorts its dashboards, such as {@code Team}: {@code Engineering}. */
public record Attribute(String attribute, String value) {}
