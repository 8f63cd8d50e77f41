package org.session4j.onion.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.session4j.onion.OnionException;
import org.session4j.onion.OnionException.Reason;
import org.session4j.onion.OnionResponse;
import org.session4j.onion.wire.OnionCipher;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.crypto.Crypto;

/** Whatever fails on the way of a request, the request ends. */
class OnionExchangeTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final FakeNetwork fake = new FakeNetwork(24);
    private final VirtualLoop loop = fake.loop;

    private OnionExchange exchange(EventLoop on, Crypto crypto, SecureRandom random) {
        return new OnionExchange(on, fake, crypto, random, OnionCipher.XCHACHA20);
    }

    private CompletableFuture<OnionResponse> post(OnionExchange exchange) {
        return exchange.post(fake.list().subList(0, 3), fake.list().get(3), Bytes.utf8("{}"), TIMEOUT);
    }

    private OnionException failure(CompletableFuture<OnionResponse> answer) {
        assertThat(loop.finish(answer)).isCompletedExceptionally();
        try {
            throw new AssertionError("answered with " + answer.join().status());
        } catch (RuntimeException e) {
            return OnionFailures.of(e);
        }
    }

    /** Cryptography that works but for one function. */
    private static Crypto broken(String function, Throwable bug) {
        return (Crypto) Proxy.newProxyInstance(
                Crypto.class.getClassLoader(), new Class<?>[] {Crypto.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals(function)) {
                        throw bug;
                    }
                    try {
                        return method.invoke(Crypto.get(), arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void aRequestThatCannotBeWrappedFails() {
        IllegalStateException bug = new IllegalStateException("no dice");
        SecureRandom noDice = new SecureRandom() {
            private static final long serialVersionUID = 1L;

            @Override
            public void nextBytes(byte[] bytes) {
                throw bug;
            }
        };

        assertThat(failure(post(exchange(loop, fake.crypto, noDice)))).hasCause(bug);
        assertThat(loop.nanoTime()).isZero();
    }

    @Test
    void aRequestFailsIfTheTransportThrows() {
        fake.bug = new IllegalArgumentException("no such address");

        assertThat(failure(post(exchange(loop, fake.crypto, fake.random)))).hasCause(fake.bug);
        assertThat(loop.nanoTime()).isZero();
    }

    @Test
    void aRequestFailsIfItsAnswerTripsOverABug() {
        IllegalStateException bug = new IllegalStateException("bug");

        OnionException failure =
                failure(post(exchange(loop, broken("xchacha20Poly1305DecryptInPlace", bug), fake.random)));

        assertThat(failure).hasCause(bug);
        assertThat(failure.reason()).isEqualTo(Reason.PATH_ERROR);
    }

    @Test
    void anErrorOfTheJvmEndsTheRequestToo() {
        LinkageError bug = new LinkageError("no library");

        assertThat(failure(post(exchange(loop, broken("xchacha20Poly1305DecryptInPlace", bug), fake.random))))
                .hasCause(bug);
    }

    @Test
    void theTimeLimitHoldsEvenIfTheWorkersAreHeldUp() {
        EventLoop heldUp = new HeldUp(loop);

        OnionException failure = failure(post(exchange(heldUp, fake.crypto, fake.random)));

        assertThat(failure.reason()).isEqualTo(Reason.PATH_TIMED_OUT);
        assertThat(Duration.ofNanos(loop.nanoTime())).isEqualTo(TIMEOUT);
    }

    @Test
    void anExchangeThatIsGivenUpIsGivenUpByTheTransportToo() {
        fake.isMute = true;
        CompletableFuture<OnionResponse> answer = post(exchange(loop, fake.crypto, fake.random));
        loop.advance(Duration.ofSeconds(1));

        assertThat(answer.cancel(true)).isTrue();
        loop.advance(Duration.ofSeconds(1));

        assertThat(fake.muted).hasSize(1).allMatch(CompletableFuture::isCancelled);
    }

    @Test
    void aRequestGivenUpBeforeItIsWrappedIsNotSent() {
        CompletableFuture<OnionResponse> answer = post(exchange(loop, fake.crypto, fake.random));

        assertThat(answer.cancel(true)).isTrue();
        loop.advance(Duration.ofSeconds(1));

        assertThatThrownBy(answer::join).isInstanceOf(CancellationException.class);
        assertThat(fake.nodes).allMatch(node -> node.posts == 0);
    }

    /** Workers that take everything and do nothing. */
    private record HeldUp(EventLoop loop) implements EventLoop {

        @Override
        public boolean execute(Runnable task) {
            return loop.execute(task);
        }

        @Override
        public Timer schedule(Duration delay, Runnable task) {
            return loop.schedule(delay, task);
        }

        @Override
        public boolean work(Runnable task) {
            return true;
        }

        @Override
        public Instant now() {
            return loop.now();
        }

        @Override
        public long nanoTime() {
            return loop.nanoTime();
        }
    }
}
