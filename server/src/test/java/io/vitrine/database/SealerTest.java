package io.vitrine.database;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Secrets at rest: what was sealed opens, and nothing else does. */
final class SealerTest {
    private final Sealer sealer = new Sealer(new byte[Sealer.KEY_BYTES]);

    @Test
    void whatWasSealedOpensWithTheSamePurposeAndKeyAlone() {
        byte[] sealed = sealer.seal("purpose", "secret".getBytes(UTF_8));
        byte[] other = new byte[Sealer.KEY_BYTES];
        other[0] = 1;

        assertThat(sealer.open("purpose", sealed)).isEqualTo("secret".getBytes(UTF_8));
        assertThatThrownBy(() -> sealer.open("other purpose", sealed)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new Sealer(other).open("purpose", sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatDoesNotOpenSpoilsNothingThatIsOpenedAfterIt() {
        byte[] sealed = sealer.seal("purpose", "secret".getBytes(UTF_8));
        byte[] changed = sealed.clone();
        changed[changed.length - 1] ^= 1;

        for (int i = 0; i < 50; i++) {
            assertThatThrownBy(() -> sealer.open("purpose", changed)).isInstanceOf(IllegalStateException.class);
            assertThat(sealer.open("purpose", sealed)).isEqualTo("secret".getBytes(UTF_8));
        }
    }

    @Test
    void equalSecretsAreSealedDifferentlyAndHashedAlike() {
        byte[] secret = "secret".getBytes(UTF_8);

        assertThat(sealer.seal("purpose", secret)).isNotEqualTo(sealer.seal("purpose", secret));
        assertThat(sealer.hash("secret")).isEqualTo(sealer.hash("secret")).isNotEqualTo(sealer.hash("Secret"));
    }

    @Test
    void manyThreadsSealOpenAndHashAtOnceEachItsOwn() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> done = new ArrayList<>();
            for (int thread = 0; thread < 64; thread++) {
                String own = "secret " + thread;
                byte[] hash = sealer.hash(own);
                done.add(threads.submit(() -> {
                    for (int i = 0; i < 200; i++) {
                        byte[] sealed = sealer.seal("purpose", own.getBytes(UTF_8));
                        assertThat(new String(sealer.open("purpose", sealed), UTF_8))
                                .isEqualTo(own);
                        assertThat(sealer.hash(own)).isEqualTo(hash);
                    }
                }));
            }
            for (Future<?> one : done) {
                one.get();
            }
        }
    }
}
