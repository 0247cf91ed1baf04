/** What tests of all features share: a real PostgreSQL with a fresh database for each test class. */
@NullMarked
package io.vitrine.testing;

import org.jspecify.annotations.NullMarked;
