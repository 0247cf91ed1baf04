package io.vitrine.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The rules of {@link Combiner}, each with threads of its own. */
final class CombinerTest {
    private static final Duration NEVER_SLOW = Duration.ofDays(1);

    private record Request(String key, int number) {}

    private static Combiner<Request, Integer> combiner(
            int places, int largest, Function<List<Request>, List<Integer>> work) {
        return new Combiner<>(places, largest, Request::key, work, NEVER_SLOW);
    }

    private static List<Integer> numbers(List<Request> batch) {
        return batch.stream().map(Request::number).toList();
    }

    @Test
    void aRequestAloneRunsAlone() {
        List<Integer> sizes = new ArrayList<>();
        Combiner<Request, Integer> combiner = combiner(1, 8, batch -> {
            sizes.add(batch.size());
            return numbers(batch);
        });
        assertThat(combiner.run(new Request("a", 1))).isEqualTo(1);
        assertThat(combiner.run(new Request("a", 2))).isEqualTo(2);
        assertThat(sizes).containsExactly(1, 1);
    }

    @Test
    void whatWaitsWhileABatchIsUnderWayIsDoneTogetherUpToTheLargestBatch() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        ConcurrentLinkedQueue<Integer> sizes = new ConcurrentLinkedQueue<>();
        Combiner<Request, Integer> combiner = combiner(1, 4, batch -> {
            sizes.add(batch.size());
            begun.countDown();
            await(release);
            return numbers(batch);
        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers = new ArrayList<>();
            answers.add(threads.submit(() -> combiner.run(new Request("first", 0))));
            await(begun);
            for (int i = 1; i <= 6; i++) {
                int number = i;
                answers.add(threads.submit(() -> combiner.run(new Request("key " + number, number))));
            }
            awaitWaiting(combiner, 6);
            release.countDown();
            for (int i = 0; i <= 6; i++) {
                assertThat(answers.get(i).get()).isEqualTo(i);
            }
        }
        assertThat(sizes).containsExactly(1, 4, 2);
    }

    @Test
    void twoThatAreAloneRunBesideEachOtherAndAThirdWaits() throws Exception {
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch release = new CountDownLatch(1);
        Combiner<Request, Integer> combiner = combiner(4, 8, batch -> {
            begun.countDown();
            await(release);
            return numbers(batch);
        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> first = threads.submit(() -> combiner.run(new Request("first", 1)));
            Future<Integer> second = threads.submit(() -> combiner.run(new Request("second", 2)));
            await(begun);
            Future<Integer> third = threads.submit(() -> combiner.run(new Request("third", 3)));
            awaitWaiting(combiner, 1);
            release.countDown();
            assertThat(List.of(first.get(), second.get(), third.get())).containsExactly(1, 2, 3);
        }
    }

    @Test
    void whatComesWhileABatchIsSlowBeginsBesideItWithAllThatWait() throws Exception {
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch release = new CountDownLatch(1);
        Function<List<Request>, List<Integer>> work = batch -> {
            if (batch.stream().anyMatch(request -> request.key().startsWith("locked"))) {
                begun.countDown();
                await(release);
            }
            return numbers(batch);
        };
        Duration slow = Duration.ofMillis(50);
        Combiner<Request, Integer> combiner = new Combiner<>(3, 8, Request::key, work, slow);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> held = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                Request locked = new Request("locked " + i, i);
                held.add(threads.submit(() -> combiner.run(locked)));
            }
            await(begun);
            Future<Integer> waiting = threads.submit(() -> combiner.run(new Request("waiting", 2)));
            Thread.sleep(slow.plusMillis(10));
            assertThat(combiner.run(new Request("new", 3))).isEqualTo(3);
            assertThat(waiting.get()).isEqualTo(2);
            release.countDown();
            assertThat(List.of(held.get(0).get(), held.get(1).get())).containsExactly(0, 1);
        }
    }

    @Test
    void requestsOfOneKeyAreNeverUnderWayTogetherAndKeepTheirOrder() throws Exception {
        Set<String> underWay = new HashSet<>();
        Map<String, List<Integer>> order = new HashMap<>();
        AtomicInteger clashes = new AtomicInteger();
        Combiner<Request, Integer> combiner = combiner(3, 5, batch -> {
            synchronized (underWay) {
                for (Request request : batch) {
                    if (!underWay.add(request.key())) {
                        clashes.incrementAndGet();
                    }
                    order.computeIfAbsent(request.key(), ignored -> new ArrayList<>())
                            .add(request.number());
                }
            }
            // So that other batches have the time to meet this one.
            LockSupport.parkNanos(1_000);
            synchronized (underWay) {
                batch.forEach(request -> underWay.remove(request.key()));
            }
            return numbers(batch);
        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int client = 0; client < 12; client++) {
                String key = "key " + client % 4;
                int from = client * 100;
                threads.execute(() -> {
                    for (int i = 0; i < 50; i++) {
                        combiner.run(new Request(key, from + i));
                    }
                });
            }
        }
        assertThat(clashes).hasValue(0);
        assertThat(order.values()).allSatisfy(numbers -> {
            assertThat(numbers).hasSize(150);
            for (int client = 0; client < 12; client++) {
                int from = client * 100;
                assertThat(numbers.stream()
                                .filter(number -> number >= from && number < from + 100)
                                .toList())
                        .isSorted();
            }
        });
    }

    @Test
    void whereABatchFailsInTheDatabaseEachOfItIsRunByItself() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Combiner<Request, Integer> combiner = combiner(1, 8, batch -> {
            begun.countDown();
            await(release);
            if (batch.stream().anyMatch(request -> request.key().equals("bad"))) {
                throw new DatabaseException(new SQLException("spoiled"));
            }
            return numbers(batch);
        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.execute(() -> combiner.run(new Request("first", 0)));
            await(begun);
            Future<Integer> good = threads.submit(() -> combiner.run(new Request("good", 1)));
            Future<Integer> bad = threads.submit(() -> combiner.run(new Request("bad", 2)));
            awaitWaiting(combiner, 2);
            release.countDown();
            assertThat(good.get()).isEqualTo(1);
            assertThatThrownBy(bad::get).hasRootCauseMessage("spoiled");
        }
    }

    @Test
    void anErrorReachesItsCallerAndLeavesThePlaceFree() {
        Combiner<Request, Integer> combiner = combiner(1, 8, batch -> {
            if (batch.getFirst().number() < 0) {
                throw new IllegalArgumentException("negative");
            }
            return numbers(batch);
        });
        assertThatThrownBy(() -> combiner.run(new Request("a", -1))).isInstanceOf(IllegalArgumentException.class);
        assertThat(combiner.run(new Request("a", 1))).isEqualTo(1);
    }

    private static void awaitWaiting(Combiner<?, ?> combiner, int count) throws InterruptedException {
        while (combiner.waiting() < count) {
            Thread.sleep(1);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
