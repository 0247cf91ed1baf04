package io.vitrine.member;

import java.time.Instant;

/** A session as the list of sessions shows it. */
public record MemberSession(
        long id, long memberId, Instant createdAt, Instant lastSeenAt, String address, String userAgent) {}
