/**
 * Query templates: SQL with variables in it, and how it becomes a statement with bound parameters.
 *
 * <p>{@link io.vitrine.query.template.Template#parse} reads the text once; {@link
 * io.vitrine.query.template.TemplateCheck} says whether a dataset may be saved; {@link
 * io.vitrine.query.template.Template#bind} folds it with a {@link io.vitrine.query.template.VariableScope} into a
 * {@link io.vitrine.query.template.BoundQuery}. A value never becomes SQL text: it is a {@code ?} and a {@link
 * io.vitrine.query.template.Parameter}. The one exception, {@code .raw()}, takes plain identifiers and listed options
 * only.
 *
 * <p>Nothing here knows JDBC or HTTP; everything is immutable and safe for use by many threads.
 */
@NullMarked
package io.vitrine.query.template;

import org.jspecify.annotations.NullMarked;
