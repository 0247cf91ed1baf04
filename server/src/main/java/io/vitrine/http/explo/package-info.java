/**
 * The calls of the published Explo API, on their published paths.
 */
@NullMarked
package io.vitrine.http.explo;

import org.jspecify.annotations.NullMarked;
