package io.vitrine.http;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import io.vitrine.http.edge.Endpoint;
import io.vitrine.http.edge.ErrorReplies;
import io.vitrine.http.edge.Reply;
import io.vitrine.http.edge.Request;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * So many token calls a minute for each requester, counted in this process.
 *
 * <p>A requester is an IPv4 address, or the /64 network of an IPv6 address, of which one machine has as many as it
 * likes. The minute begins with a requester's first call; what is left of it stands in the {@code RateLimit} header.
 */
public final class RateLimit {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MOST_REQUESTERS = 100_000;
    private static final int NETWORK_BYTES = 8;

    private final int perMinute;
    private final String policy;
    private final LoadingCache<String, Bucket> buckets;

    /** @param perMinute calls a minute; 0 sets no limit */
    public RateLimit(int perMinute) {
        this.perMinute = perMinute;
        this.policy = "\"requester\";q=" + perMinute + ";w=" + WINDOW.toSeconds();
        this.buckets = Caffeine.newBuilder()
                .expireAfterAccess(WINDOW.multipliedBy(2))
                .maximumSize(MOST_REQUESTERS)
                .build(requester -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(perMinute).refillIntervally(perMinute, WINDOW))
                        .build());
    }

    /** The endpoint's answer, or {@code RATE_LIMITED} before anything of the call is looked at. */
    Reply admit(Request request, Endpoint endpoint) {
        if (perMinute == 0 || !TokenCalls.covers(request.path())) {
            return endpoint.handle(request);
        }
        ConsumptionProbe probe = buckets.get(requester(request.remoteAddress())).tryConsumeAndReturnRemaining(1);
        Reply reply = probe.isConsumed() ? endpoint.handle(request) : refusal(request, probe);
        long reset = Math.ceilDiv(
                probe.getNanosToWaitForReset(), Duration.ofSeconds(1).toNanos());
        return reply.with("RateLimit-Policy", policy)
                .with("RateLimit", "\"requester\";r=" + probe.getRemainingTokens() + ";t=" + reset);
    }

    private Reply refusal(Request request, ConsumptionProbe probe) {
        Refusal refusal = Refusal.until(
                ErrorCode.RATE_LIMITED,
                "More than " + perMinute
                        + " calls in a minute came from this address. Wait as long as Retry-After says.",
                Duration.ofNanos(probe.getNanosToWaitForRefill()));
        return ErrorReplies.of(refusal, request.headers());
    }

    private static String requester(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        String bare = address.startsWith("[") ? address.substring(1, address.length() - 1) : address;
        try {
            return InetAddress.ofLiteral(bare) instanceof Inet6Address v6
                    ? HexFormat.of().formatHex(Arrays.copyOf(v6.getAddress(), NETWORK_BYTES))
                    : bare;
        } catch (IllegalArgumentException e) {
            return address;
        }
    }
}
