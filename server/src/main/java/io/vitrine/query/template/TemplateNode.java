package io.vitrine.query.template;

import java.util.List;

/** A part of a parsed template. */
public sealed interface TemplateNode {
    /** SQL that stays as it is. */
    record Sql(Token token) implements TemplateNode {}

    /**
     * <code>{{ name }}</code> or <code>{{ name.raw() }}</code>.
     *
     * @param raw whether the value is to be pasted as an identifier
     * @param token the place in the template
     * @param called whether it names, or is part of the name of, a function
     * @param function the function whose arguments it stands among, in lower case; empty where there is none
     */
    record Reference(VariableName name, boolean raw, Token token, boolean called, String function)
            implements TemplateNode {}

    /** <code>in {{ list }}</code> or <code>not in {{ list }}</code>, also with parentheses around the variable. */
    record Membership(boolean negated, Reference list) implements TemplateNode {}

    /** <code>[[ … ]]</code>: left out as a whole when a variable in it has no value. */
    record Clause(List<TemplateNode> body, Token opening) implements TemplateNode {
        public Clause {
            body = List.copyOf(body);
        }
    }
}
