@NullMarked
package io.vitrine.query.result;

import org.jspecify.annotations.NullMarked;
