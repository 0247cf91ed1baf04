/** Signing in through an OpenID Connect provider: authorization code, PKCE, state, nonce, signed ID tokens. */
@NullMarked
package io.vitrine.member.oidc;

import org.jspecify.annotations.NullMarked;
