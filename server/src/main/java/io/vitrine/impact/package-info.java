/** What a deletion would touch, looked up before anybody confirms it. */
@NullMarked
package io.vitrine.impact;

import org.jspecify.annotations.NullMarked;
