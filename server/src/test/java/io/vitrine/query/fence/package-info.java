/** Tests of the fence. */
@NullMarked
package io.vitrine.query.fence;

import org.jspecify.annotations.NullMarked;
