package io.vitrine.http;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one line for each request to the logger {@code access}: a sentence for people, key-value pairs for machines.
 *
 * <p>The route's template stands for the path, because paths of embeds hold tokens. Switched off by the logger's level.
 */
public final class AccessLog implements RequestObserver {
    private static final Logger LOG = LoggerFactory.getLogger("access");
    private static final double NANOS_PER_MILLISECOND = 1e6;

    @Override
    public void answered(Answered request) {
        if (!LOG.isInfoEnabled()) {
            return;
        }
        double milliseconds = Math.round(request.nanos() / NANOS_PER_MILLISECOND * 100) / 100.0;
        LOG.atInfo()
                .addKeyValue("method", request.method().name())
                .addKeyValue("route", request.route())
                .addKeyValue("status", request.status())
                .addKeyValue("milliseconds", milliseconds)
                .addKeyValue("remote", request.remoteAddress())
                .log(
                        "{} {} {} in {} ms from {}",
                        request.method(),
                        request.route(),
                        request.status(),
                        milliseconds,
                        request.remoteAddress());
    }
}
