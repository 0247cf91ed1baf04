package io.vitrine.source.connect;

import java.net.SocketException;

/** A connection that {@link NetworkGuard} does not let through. */
final class ForbiddenAddressException extends SocketException {
    ForbiddenAddressException(String message) {
        super(message);
    }
}
