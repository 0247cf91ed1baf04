/**
 * What an operator can set.
 *
 * <p>Each setting is declared once, in {@link io.vitrine.configuration.Settings}; its flag, its environment variable,
 * its key in {@code vitrine.yaml} and its row in the documentation follow from that. The rest of the product sees only
 * {@link io.vitrine.configuration.Configuration}, which is typed and complete.
 */
@NullMarked
package io.vitrine.configuration;

import org.jspecify.annotations.NullMarked;
