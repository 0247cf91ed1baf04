package io.vitrine.source.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BreakerTest {
    private static final SourceFault FAULT = new SourceFault(SourceFault.Cause.NO_ANSWER, "It does not answer.");

    private final AtomicLong nanos = new AtomicLong();
    private final Breaker breaker = new Breaker(nanos::get);

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Test
    void aSourceThatNeverFailedLetsEverybodyTry() {
        assertThatCode(breaker::admit).doesNotThrowAnyException();
    }

    @Test
    void afterAFailureEverybodyIsToldWhyAndWhenToComeAgain() {
        breaker.failed(FAULT);

        Refusal refusal = Refusals.of(breaker::admit);

        assertThat(refusal.code()).isEqualTo(ErrorCode.DATA_SOURCE_UNAVAILABLE);
        assertThat(refusal.text()).endsWith("It does not answer.");
        assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(1));
    }

    @Test
    void whenTheWaitIsOverOneTriesAndTheOthersAreStillRefused() {
        breaker.failed(FAULT);
        pass(Duration.ofSeconds(1));

        assertThatCode(breaker::admit).doesNotThrowAnyException();
        Refusals.of(breaker::admit);
    }

    @Test
    void eachFailureInARowDoublesTheWaitUpToHalfAMinute() {
        for (long expected : new long[] {1, 2, 4, 8, 16, 30, 30}) {
            breaker.failed(FAULT);
            assertThat(Refusals.of(breaker::admit).retryAfter()).contains(Duration.ofSeconds(expected));
            pass(Duration.ofSeconds(expected));
        }
    }

    @Test
    void aSuccessForgetsTheFailures() {
        breaker.failed(FAULT);
        breaker.failed(FAULT);
        breaker.succeeded();
        assertThatCode(breaker::admit).doesNotThrowAnyException();

        breaker.failed(FAULT);
        assertThat(Refusals.of(breaker::admit).retryAfter()).contains(Duration.ofSeconds(1));
    }
}
