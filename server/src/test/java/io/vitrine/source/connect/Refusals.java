package io.vitrine.source.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vitrine.error.Refusal;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Catches the refusal that a call must end with. */
final class Refusals {
    private Refusals() {}

    static Refusal of(ThrowingCallable call) {
        Throwable thrown = catchThrowable(call);
        assertThat(thrown).isInstanceOf(Refusal.class);
        return (Refusal) thrown;
    }
}
