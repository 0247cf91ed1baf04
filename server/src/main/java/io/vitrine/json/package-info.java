/** JSON as this product reads and writes it: strict, exact numbers, the caller's key order kept. */
@NullMarked
package io.vitrine.json;

import org.jspecify.annotations.NullMarked;
