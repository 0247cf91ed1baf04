/** How many queries run at once, and who is next. */
@NullMarked
package io.vitrine.query.load;

import org.jspecify.annotations.NullMarked;
