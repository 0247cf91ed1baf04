package io.vitrine.http.edge;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * Believes what proxies forward, from trusted ones only.
 *
 * <p>Each proxy appends the address that it was called from, and the requester may have sent a list of its own. So the
 * list is read from its end, and the first address that is no trusted proxy's is the requester's: everything before it is
 * hearsay.
 */
final class TrustedProxies implements HttpConfiguration.Customizer {
    private final Predicate<InetAddress> trusted;
    private final ForwardedRequestCustomizer forwarded = new ForwardedRequestCustomizer();

    TrustedProxies(Predicate<InetAddress> trusted) {
        this.trusted = trusted;
    }

    @Override
    public Request customize(Request request, HttpFields.Mutable responseHeaders) {
        boolean believed = request.getConnectionMetaData().getRemoteSocketAddress() instanceof InetSocketAddress peer
                && trusted.test(peer.getAddress());
        if (!believed) {
            return request;
        }
        HttpFields.Mutable fields = HttpFields.build(request.getHeaders());
        keepOne(fields, HttpHeader.FORWARDED);
        keepOne(fields, HttpHeader.X_FORWARDED_FOR);
        dropContradiction(fields);
        HttpFields headers = fields.asImmutable();
        return forwarded.customize(
                new Request.Wrapper(request) {
                    @Override
                    public HttpFields getHeaders() {
                        return headers;
                    }
                },
                responseHeaders);
    }

    /** Leaves of a list the element that the last trusted proxy wrote about somebody who is none. */
    private void keepOne(HttpFields.Mutable fields, HttpHeader header) {
        List<String> elements = fields.getValuesList(header).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .filter(element -> !element.isEmpty())
                .toList();
        if (elements.isEmpty()) {
            return;
        }
        String kept = elements.getFirst();
        for (String element : elements.reversed()) {
            if (address(element).filter(trusted).isEmpty()) {
                kept = element;
                break;
            }
        }
        fields.put(new HttpField(header, kept));
    }

    /**
     * A proxy writes one of the two headers and may pass on the other as it came. Where they name different requesters,
     * one of them is the requester's own invention, and which one is not known.
     */
    private static void dropContradiction(HttpFields.Mutable fields) {
        String one = fields.get(HttpHeader.FORWARDED);
        String other = fields.get(HttpHeader.X_FORWARDED_FOR);
        if (one != null && other != null && !address(one).equals(address(other))) {
            fields.remove(HttpHeader.FORWARDED);
            fields.remove(HttpHeader.X_FORWARDED_FOR);
        }
    }

    /** The address in {@code 192.0.2.1:4711}, {@code [2001:db8::1]} or {@code for="[2001:db8::1]:80";proto=https}. */
    private static Optional<InetAddress> address(String element) {
        String node = Arrays.stream(element.split(";", -1))
                .map(String::strip)
                .filter(pair -> pair.regionMatches(true, 0, "for=", 0, 4))
                .map(pair -> pair.substring(4))
                .findFirst()
                .orElse(element)
                .replace("\"", "");
        if (node.startsWith("[")) {
            node = node.substring(1, Math.max(1, node.indexOf(']')));
        } else if (node.indexOf(':') >= 0 && node.indexOf(':') == node.lastIndexOf(':')) {
            node = node.substring(0, node.indexOf(':'));
        }
        try {
            return Optional.of(InetAddress.ofLiteral(node));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
