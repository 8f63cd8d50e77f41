package org.session4j.client.internal.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private final List<CompletableFuture<String>> begun = new ArrayList<>();
    private final Turns turns = new Turns(2, Runnable::run);

    private CompletableFuture<String> take() {
        return turns.take(() -> {
            CompletableFuture<String> work = new CompletableFuture<>();
            begun.add(work);
            return work;
        });
    }

    @Test
    void noMoreThanAllowedAreUnderWayAndTheOthersFollowInOrder() {
        CompletableFuture<String> first = take();
        take();
        CompletableFuture<String> third = take();
        CompletableFuture<String> fourth = take();
        assertThat(begun).hasSize(2);
        begun.get(0).complete("one");
        assertThat(first).isCompletedWithValue("one");
        assertThat(begun).hasSize(3);
        begun.get(2).complete("three");
        assertThat(third).isCompletedWithValue("three");
        assertThat(fourth).isNotDone();
        assertThat(begun).hasSize(4);
    }

    @Test
    void whatFailsMakesRoomToo() {
        CompletableFuture<String> first = take();
        CompletableFuture<String> bug = turns.take(() -> {
            throw new IllegalStateException("bug");
        });
        take();
        take();
        assertThat(bug).isCompletedExceptionally();
        assertThat(begun).hasSize(2);
        begun.get(0).completeExceptionally(new IllegalStateException("broken"));
        assertThat(first).isCompletedExceptionally();
        assertThat(begun).hasSize(3);
    }

    @Test
    void whatIsCancelledBeforeItsTurnNeverBegins() {
        take();
        take();
        CompletableFuture<String> third = take();
        CompletableFuture<String> fourth = take();
        assertThat(third.cancel(true)).isTrue();
        begun.get(0).complete("one");
        assertThat(begun).hasSize(3);
        begun.get(2).complete("four");
        assertThat(fourth).isCompletedWithValue("four");
    }

    @Test
    void cancellingEndsTheWorkAndMakesRoom() {
        CompletableFuture<String> first = take();
        take();
        take();
        assertThat(first.cancel(true)).isTrue();
        assertThat(begun.get(0)).isCancelled();
        assertThat(begun).hasSize(3);
    }
}
