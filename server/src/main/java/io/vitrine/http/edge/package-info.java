/**
 * The edge: what turns bytes on a socket into a {@link io.vitrine.http.edge.Request} and a
 * {@link io.vitrine.http.edge.Reply} into bytes.
 *
 * <p>The only package that knows Jetty. Endpoints are plain functions from request to reply.
 */
@NullMarked
package io.vitrine.http.edge;

import org.jspecify.annotations.NullMarked;
