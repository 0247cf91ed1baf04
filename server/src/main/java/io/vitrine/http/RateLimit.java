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
import java.time.Duration;

/**
 * So many token calls a minute for each requester, counted in this process.
 *
 * <p>A requester is an IPv4 address, or the /64 network of an IPv6 address, of which one machine has as many as it
 * likes. The minute begins with a requester's first call; what is left of it stands in the {@code RateLimit} header.
 *
 * <p>Calls of members, whose console makes several for each page and who often share an address, have an allowance of
 * their own, twenty times as large.
 */
public final class RateLimit {
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int MOST_REQUESTERS = 100_000;
    private static final int MEMBERS_FACTOR = 20;

    private final Allowance tokens;
    private final Allowance members;

    /** @param perMinute calls a minute; 0 sets no limit */
    public RateLimit(int perMinute) {
        this.tokens = Allowance.of(perMinute);
        this.members = Allowance.of(Math.multiplyExact(perMinute, MEMBERS_FACTOR));
    }

    /** So many calls a minute for each requester. */
    private record Allowance(int perMinute, String policy, LoadingCache<String, Bucket> buckets) {
        static Allowance of(int perMinute) {
            return new Allowance(
                    perMinute,
                    "\"requester\";q=" + perMinute + ";w=" + WINDOW.toSeconds(),
                    Caffeine.newBuilder()
                            .expireAfterAccess(WINDOW.multipliedBy(2))
                            .maximumSize(MOST_REQUESTERS)
                            .build(requester -> Bucket.builder()
                                    .addLimit(limit -> limit.capacity(perMinute).refillIntervally(perMinute, WINDOW))
                                    .build()));
        }
    }

    /** The endpoint's answer, or {@code RATE_LIMITED} before anything of the call is looked at. */
    Reply admit(Request request, Endpoint endpoint) {
        boolean ofMember = SessionCookie.isAlone(request);
        Allowance allowance = ofMember ? members : tokens;
        if (allowance.perMinute() == 0 || !TokenCalls.covers(request.path())) {
            return endpoint.handle(request);
        }
        ConsumptionProbe probe =
                allowance.buckets().get(Requester.of(request.remoteAddress())).tryConsumeAndReturnRemaining(1);
        Reply reply = probe.isConsumed() ? endpoint.handle(request) : refusal(request, allowance, probe);
        long reset = Math.ceilDiv(
                probe.getNanosToWaitForReset(), Duration.ofSeconds(1).toNanos());
        return reply.with("RateLimit-Policy", allowance.policy())
                .with("RateLimit", "\"requester\";r=" + probe.getRemainingTokens() + ";t=" + reset);
    }

    private static Reply refusal(Request request, Allowance allowance, ConsumptionProbe probe) {
        Refusal refusal = Refusal.until(
                ErrorCode.RATE_LIMITED,
                "More than " + allowance.perMinute()
                        + " calls in a minute came from this address. Wait as long as Retry-After says.",
                Duration.ofNanos(probe.getNanosToWaitForRefill()));
        return ErrorReplies.of(refusal, request.headers());
    }
}
