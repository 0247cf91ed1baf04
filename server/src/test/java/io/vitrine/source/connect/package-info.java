@NullMarked
package io.vitrine.source.connect;

import org.jspecify.annotations.NullMarked;
