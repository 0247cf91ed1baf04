package io.vitrine.query.template;

/** A variable that has a value. */
public record Variable(VariableName name, Value value, Origin origin) {}
