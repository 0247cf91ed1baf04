/** Who did what to the team itself: sign-ins, members, tokens, secrets, publishing. */
@NullMarked
package io.vitrine.audit;

import org.jspecify.annotations.NullMarked;
