/** Who may call: data visibility groups, API tokens, embed secrets, and the embed tokens (JWE) made with them. */
@NullMarked
package io.vitrine.access;

import org.jspecify.annotations.NullMarked;
