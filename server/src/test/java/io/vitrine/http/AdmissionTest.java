package io.vitrine.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private static final int ALWAYS = 256;

    private final AtomicLong clock = new AtomicLong();
    private final Admission admission = new Admission(clock::get);

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    private List<Admission.Place> enter(int count) {
        List<Admission.Place> places = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            places.add(admission.enter("/api/get_customer/").orElseThrow());
        }
        return places;
    }

    /** Lets so many requests be at work for that long, again and again. */
    private void work(int together, Duration each) {
        for (int round = 0; round < 20; round++) {
            List<Admission.Place> places = enter(together);
            pass(each);
            places.forEach(Admission.Place::close);
        }
    }

    @Test
    void aBurstIsLetInWhereRequestsAreQuick() {
        work(50, Duration.ofMillis(5));

        assertThat(enter(400)).hasSize(400);
    }

    @Test
    void whoeverWouldHaveToWaitTooLongIsTurnedAway() {
        work(50, Duration.ofMillis(100));

        List<Admission.Place> places = enter(ALWAYS);
        assertThat(admission.enter("/api/get_customer/")).isEmpty();
        places.getFirst().close();
        assertThat(admission.enter("/api/get_customer/")).isPresent();
        assertThat(admission.enter("/api/get_customer/")).isEmpty();
    }

    @Test
    void probesAndScrapersAreAlwaysLetIn() {
        work(50, Duration.ofMillis(100));
        enter(ALWAYS);

        for (String path : List.of("/health/live", "/health/ready", "/metrics", "/metrics/")) {
            assertThat(admission.enter(path)).as(path).isPresent();
        }
        assertThat(admission.working()).isEqualTo(ALWAYS);
    }

    @Test
    void whoWaitsForADataSourceIsNotAtWork() {
        work(50, Duration.ofMillis(100));
        List<Admission.Place> places = enter(ALWAYS);
        List<String> happened = new ArrayList<>();

        Runnable end =
                places.getFirst().watched(_ -> () -> happened.add("ended")).whenGone(() -> happened.add("gone"));
        assertThat(admission.working()).isEqualTo(ALWAYS - 1);
        var _ = admission.enter("/api/get_customer/").orElseThrow();
        end.run();
        assertThat(happened).containsExactly("ended");
        assertThat(admission.working()).isEqualTo(ALWAYS + 1);
    }

    @Test
    void theTimeAtADataSourceDoesNotCountAsWork() {
        for (int round = 0; round < 200; round++) {
            try (Admission.Place place = admission.enter("/embed/data").orElseThrow()) {
                Runnable end = place.watched(_ -> () -> {}).whenGone(() -> {});
                pass(Duration.ofMinutes(1));
                end.run();
            }
        }
        assertThat(enter(1_000)).hasSize(1_000);
    }

    @Test
    void anExportThatGoesOnAfterItsAnswerBeganIsNotAtWork() {
        Admission.Place place = admission.enter("/embed/csv").orElseThrow();
        place.close();
        place.watched(_ -> () -> {}).whenGone(() -> {}).run();
        place.close();

        assertThat(admission.working()).isZero();
    }
}
