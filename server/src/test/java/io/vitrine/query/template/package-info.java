/** Tests of the templates. */
@NullMarked
package io.vitrine.query.template;

import org.jspecify.annotations.NullMarked;
