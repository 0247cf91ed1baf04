@NullMarked
package io.vitrine.query.load;

import org.jspecify.annotations.NullMarked;
