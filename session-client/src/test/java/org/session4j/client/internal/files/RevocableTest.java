package org.session4j.client.internal.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RevocableTest {

    private final AtomicInteger undone = new AtomicInteger();
    private final Revocable<String> result = new Revocable<>(undone::incrementAndGet);

    @Test
    void whatIsCalledOffIsUndoneOnceAndNotCommitted() {
        assertThat(result.cancel(true)).isTrue();
        assertThat(result.cancel(true)).isTrue();
        assertThat(undone).hasValue(1);
        assertThat(result.isCalledOff()).isTrue();
        assertThat(result).isCancelled();
        assertThat(result.commit()).isFalse();
    }

    @Test
    void onceItIsTooLateCancellingDoesNothing() {
        assertThat(result.commit()).isTrue();
        assertThat(result.cancel(true)).isFalse();
        assertThat(result).isNotDone();
        assertThat(result.complete("sent")).isTrue();
        assertThat(undone).hasValue(0);
    }

    @Test
    void whatHasEndedCanNeitherBeCalledOffNorCommitted() {
        result.completeExceptionally(new IllegalStateException());
        assertThat(result.cancel(true)).isFalse();
        assertThat(result.commit()).isFalse();
        assertThat(result.isCalledOff()).isFalse();
        assertThat(undone).hasValue(0);
    }

    @Test
    void itIsUndoneBeforeAnybodyIsTold() {
        AtomicInteger undoneWhenTold = new AtomicInteger(-1);
        result.whenComplete((value, failure) -> undoneWhenTold.set(undone.get()));
        assertThat(result.cancel(true)).isTrue();
        assertThat(undoneWhenTold).hasValue(1);
    }
}
