package io.vitrine.query.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import org.junit.jupiter.api.Test;

class SourceQueueTest {
    private static SourceQueue<String> queue(int places, int waiting, int customers) {
        SourceQueue<String> queue = new SourceQueue<>();
        queue.places = places;
        queue.waiting = waiting;
        for (int i = 0; i < customers; i++) {
            queue.lines.put("c" + i, new ArrayDeque<>());
        }
        return queue;
    }

    @Test
    void nobodyIsExpectedToWaitBeforeARunHasEnded() {
        assertThat(queue(1, 100, 1).expectedWait(99, 1)).isZero();
    }

    @Test
    void aWaitFollowsFromTheTurnsBeforeIt() {
        SourceQueue<String> queue = queue(2, 10, 5);
        queue.ended(Duration.ofSeconds(16).toNanos());

        assertThat(queue.expectedWait(0, 4)).as("one of each of five customers").isEqualTo(Duration.ofMillis(2500));
        assertThat(queue.expectedWait(4, 4)).as("all that wait").isEqualTo(Duration.ofSeconds(5));
        assertThat(queue.expectedWait(9, 1)).as("its own nine, one by one").isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void theTimeToComeAgainIsBoundedOnBothSides() {
        SourceQueue<String> queue = queue(1, 0, 0);
        assertThat(queue.retryAfter()).isEqualTo(Duration.ofSeconds(1));
        queue.ended(Duration.ofHours(1).toNanos());
        assertThat(queue.retryAfter()).isEqualTo(Duration.ofSeconds(30));
    }
}
