package io.vitrine.source.connect;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Reads exceptions of drivers: what every driver's causes mean, and the text that may be shown. */
final class FaultText {
    private static final int MAX_LENGTH = 600;

    private FaultText() {}

    /** The fault that lies in the network, whichever driver ran into it. */
    static Optional<SourceFault> network(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case ForbiddenAddressException forbidden -> {
                    return Optional.of(new SourceFault(
                            SourceFault.Cause.FORBIDDEN_ADDRESS, String.valueOf(forbidden.getMessage())));
                }
                case UnknownHostException _ -> {
                    return Optional.of(new SourceFault(
                            SourceFault.Cause.UNKNOWN_HOST, "No such host is known. Check its spelling."));
                }
                case SSLException tls -> {
                    return Optional.of(new SourceFault(
                            SourceFault.Cause.TLS,
                            "The TLS connection failed: " + firstLine(String.valueOf(tls.getMessage()), List.of())));
                }
                case SocketTimeoutException _, TimeoutException _, NoRouteToHostException _ -> {
                    return Optional.of(new SourceFault(
                            SourceFault.Cause.NO_ANSWER,
                            "The server does not answer. Check the host, the port and the firewalls between."));
                }
                case ConnectException _ -> {
                    return Optional.of(new SourceFault(
                            SourceFault.Cause.NOTHING_LISTENS,
                            "The host refuses the connection: nothing listens on this port."));
                }
                default -> {
                    // A wrapper: look at what it wraps.
                }
            }
        }
        return Optional.empty();
    }

    /** The first line of a driver's message, without what is confidential, cut where it is endless. */
    static String firstLine(String message, List<String> confidential) {
        String line = message.strip().lines().findFirst().orElse("").strip();
        for (String secret : confidential) {
            line = line.replace(secret, "…");
        }
        return line.length() > MAX_LENGTH ? line.substring(0, MAX_LENGTH) + "…" : line;
    }

    /** A message with the line and column that an offset in the statement comes to. */
    static String at(String message, String sql, int offset) {
        int end = Math.min(Math.max(offset, 0), sql.length());
        int line = 1;
        int start = 0;
        for (int i = 0; i < end; i++) {
            if (sql.charAt(i) == '\n') {
                line++;
                start = i + 1;
            }
        }
        String sentence = message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
        return sentence + " (line " + line + ", column " + (end - start + 1) + ")";
    }
}
