/** What runs: how often panels were computed, how long that took, what failed, and how the data sources are. */
@NullMarked
package io.vitrine.activity;

import org.jspecify.annotations.NullMarked;
