package io.vitrine.query.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vitrine.error.ErrorCode;
import io.vitrine.error.Refusal;
import io.vitrine.source.connect.Cancellation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class FairLimiterTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static FairLimiter limiter(int perSource, int perCustomer, int waiting, int waitingPerCustomer) {
        return new FairLimiter(new LoadLimits(perSource, perCustomer, waiting, waitingPerCustomer, PATIENCE));
    }

    /** Waits in a thread of its own and notes its name when its turn has come. */
    private static Thread enters(FairLimiter limiter, String source, String customer, List<String> order) {
        int waiting = limiter.waiting(source);
        Thread thread = Thread.ofVirtual().start(() -> {
            try (FairLimiter.Place _ = limiter.enter(source, customer)) {
                order.add(customer);
            } catch (Refusal refusal) {
                order.add(customer + " " + refusal.code().wireName());
            }
        });
        while (limiter.waiting(source) == waiting && thread.isAlive()) {
            Thread.onSpinWait();
        }
        return thread;
    }

    private static Refusal refusalOf(Runnable call) {
        Throwable thrown = catchThrowable(call::run);
        assertThat(thrown).isInstanceOf(Refusal.class);
        return (Refusal) thrown;
    }

    @Test
    void customersThatWaitTakeTurnsHoweverManyEachHasWaiting() throws InterruptedException {
        FairLimiter limiter = limiter(1, 1, 100, 100);
        List<String> order = new CopyOnWriteArrayList<>();
        List<Thread> threads = new ArrayList<>();
        try (FairLimiter.Place _ = limiter.enter("s", "first")) {
            for (int i = 0; i < 5; i++) {
                threads.add(enters(limiter, "s", "heavy", order));
            }
            threads.add(enters(limiter, "s", "light", order));
            threads.add(enters(limiter, "s", "other", order));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(order).containsExactly("heavy", "light", "other", "heavy", "heavy", "heavy", "heavy");
    }

    @Test
    void aCustomerRunsNoMoreThanItsShareOverAllSources() throws InterruptedException {
        FairLimiter limiter = limiter(8, 2, 100, 100);
        List<String> order = new CopyOnWriteArrayList<>();
        FairLimiter.Place one = limiter.enter("a", "heavy");
        FairLimiter.Place two = limiter.enter("b", "heavy");
        Thread third = enters(limiter, "c", "heavy", order);

        limiter.enter("c", "light").close();
        assertThat(order).isEmpty();
        one.close();
        third.join();

        assertThat(order).containsExactly("heavy");
        two.close();
    }

    @Test
    void aFullLineRefusesItsOwnCustomerAndSaysWhenToComeAgain() {
        FairLimiter limiter = limiter(1, 1, 100, 2);
        List<String> order = new CopyOnWriteArrayList<>();
        try (FairLimiter.Place _ = limiter.enter("s", "first")) {
            enters(limiter, "s", "heavy", order);
            enters(limiter, "s", "heavy", order);

            Refusal refusal = refusalOf(() -> limiter.enter("s", "heavy"));

            assertThat(refusal.code()).isEqualTo(ErrorCode.RATE_LIMITED);
            assertThat(refusal.retryAfter()).isPresent();
        }
    }

    @Test
    void aFullSourceMakesRoomForAShorterLineAtTheCostOfTheLongest() throws InterruptedException {
        FairLimiter limiter = limiter(1, 1, 3, 3);
        List<String> order = new CopyOnWriteArrayList<>();
        List<Thread> threads = new ArrayList<>();
        FairLimiter.Place place = limiter.enter("s", "first");
        for (int i = 0; i < 3; i++) {
            threads.add(enters(limiter, "s", "heavy", order));
        }
        Thread light =
                Thread.ofVirtual().start(() -> limiter.enter("s", "light").close());
        while (order.isEmpty()) {
            Thread.sleep(5);
        }
        assertThat(order).containsExactly("heavy overloaded");
        assertThat(refusalOf(() -> limiter.enter("s", "light")).code()).isEqualTo(ErrorCode.OVERLOADED);

        place.close();
        light.join();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(order).containsExactly("heavy overloaded", "heavy", "heavy");
    }

    @Test
    void nobodyWaitsLongerThanThePatience() {
        FairLimiter limiter = new FairLimiter(new LoadLimits(1, 1, 10, 10, Duration.ofMillis(50)));
        try (FairLimiter.Place _ = limiter.enter("s", "first")) {
            assertThat(refusalOf(() -> limiter.enter("s", "second")).code()).isEqualTo(ErrorCode.OVERLOADED);
            assertThat(limiter.waiting("s")).isZero();
        }
        limiter.enter("s", "second").close();
        assertThat(limiter.isEmpty()).isTrue();
    }

    @Test
    void whoIsRefusedLeavesNothingBehind() {
        FairLimiter limiter = limiter(1, 1, 0, 10);
        try (FairLimiter.Place _ = limiter.enter("s", "first")) {
            assertThat(refusalOf(() -> limiter.enter("s", "second")).code()).isEqualTo(ErrorCode.OVERLOADED);
        }
        assertThat(limiter.isEmpty()).isTrue();
    }

    @Test
    void whoIsInterruptedLeavesNothingBehind() throws InterruptedException {
        FairLimiter limiter = limiter(1, 1, 10, 10);
        List<String> order = new CopyOnWriteArrayList<>();
        try (FairLimiter.Place _ = limiter.enter("s", "first")) {
            Thread waiting = enters(limiter, "s", "second", order);
            waiting.interrupt();
            waiting.join();
        }
        assertThat(limiter.isEmpty()).isTrue();
    }

    @Test
    void closingAPlaceTwiceFreesItOnce() {
        FairLimiter limiter = limiter(1, 1, 10, 10);
        FairLimiter.Place place = limiter.enter("s", "a");
        place.close();
        place.close();
        FairLimiter.Place again = limiter.enter("s", "a");
        assertThat(limiter.running("s")).isEqualTo(1);
        again.close();
    }

    @Test
    void underAnyLoadTheLimitsHoldAndNothingIsLeft() throws InterruptedException {
        FairLimiter limiter = limiter(3, 2, 50, 10);
        AtomicInteger[] onSource = {new AtomicInteger(), new AtomicInteger()};
        AtomicInteger[] ofCustomer = {new AtomicInteger(), new AtomicInteger(), new AtomicInteger()};
        List<String> broken = new CopyOnWriteArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 60; t++) {
            threads.add(Thread.ofVirtual().start(() -> {
                for (int i = 0; i < 200; i++) {
                    int source = ThreadLocalRandom.current().nextInt(2);
                    int customer = ThreadLocalRandom.current().nextInt(3);
                    try (FairLimiter.Place _ = limiter.enter("s" + source, "c" + customer)) {
                        if (onSource[source].incrementAndGet() > 3 || ofCustomer[customer].incrementAndGet() > 2) {
                            broken.add("too many");
                        }
                        LockSupport.parkNanos(1_000);
                        onSource[source].decrementAndGet();
                        ofCustomer[customer].decrementAndGet();
                    } catch (Refusal refusal) {
                        LockSupport.parkNanos(1_000);
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(broken).isEmpty();
        assertThat(limiter.isEmpty()).isTrue();
    }

    @Test
    void whoIsNoLongerWantedLeavesTheLine() throws InterruptedException {
        FairLimiter limiter = limiter(1, 1, 100, 1);
        Cancellation cancellation = new Cancellation();
        try (FairLimiter.Place _ = limiter.enter("s", "first")) {
            Thread waiting =
                    Thread.ofVirtual().start(() -> refusalOf(() -> limiter.enter("s", "heavy", 1, cancellation)));
            while (limiter.waiting("s") == 0) {
                Thread.onSpinWait();
            }
            cancellation.cancel();
            waiting.join();
            assertThat(limiter.waiting("s")).isZero();

            List<String> order = new CopyOnWriteArrayList<>();
            Thread next = enters(limiter, "s", "heavy", order);
            assertThat(order).as("its place in the line is free again").isEmpty();
            limiter.enter("t", "other").close();
            next.interrupt();
            next.join();
        }
        assertThat(limiter.isEmpty()).isTrue();
    }

    @Test
    void aPlaceThatComesTogetherWithTheCallingOffIsNotLost() throws InterruptedException {
        FairLimiter limiter = limiter(1, 1, 100, 100);
        for (int round = 0; round < 500; round++) {
            Cancellation cancellation = new Cancellation();
            FairLimiter.Place held = limiter.enter("s", "first");
            Thread waiting = Thread.ofVirtual().start(() -> {
                try {
                    limiter.enter("s", "second", 1, cancellation).close();
                } catch (Refusal calledOff) {
                    // As may be.
                }
            });
            while (limiter.waiting("s") == 0) {
                Thread.onSpinWait();
            }
            Thread calling = Thread.ofVirtual().start(cancellation::cancel);
            held.close();
            waiting.join();
            calling.join();
            assertThat(limiter.isEmpty()).isTrue();
        }
    }
}
