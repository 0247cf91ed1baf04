/**
 * Dashboards: what they are made of, their drafts and versions, and the environments that versions are published to.
 *
 * <p>A definition is JSON by {@code dashboard.schema.json}. A draft may be unfinished; a version never is, so whatever
 * can be published can be shown.
 */
@NullMarked
package io.vitrine.dashboard;

import org.jspecify.annotations.NullMarked;
