/**
 * Everything HTTP: which path does what, who may call it, and how records look as JSON.
 *
 * <p>{@code edge} speaks the protocol, {@code explo} holds the calls of the published Explo API, {@code v1} this
 * product's own resources. Features know nothing of this package.
 */
@NullMarked
package io.vitrine.http;

import org.jspecify.annotations.NullMarked;
