package org.session4j.onion.internal;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.session4j.onion.Destination;
import org.session4j.onion.Network;
import org.session4j.onion.NetworkStore;
import org.session4j.onion.OnionException;
import org.session4j.onion.OnionPath;
import org.session4j.onion.OnionRequest;
import org.session4j.onion.OnionResponse;
import org.session4j.onion.ServiceNode;
import org.session4j.onion.Timing;
import org.session4j.onion.wire.OnionCipher;
import org.session4j.onion.wire.ServiceNodeKeys;
import org.session4j.protocol.Bytes;

/** A router on a fake network, in virtual time. */
final class RouterFixture {

    static final Bytes INFO = Bytes.utf8("{\"method\":\"info\",\"params\":{}}");

    final FakeNetwork fake;
    final VirtualLoop loop;
    final Router router;

    private RouterFixture(FakeNetwork fake, Network network, NetworkStore store) {
        this.fake = fake;
        this.loop = fake.loop;
        this.router = new Router(
                loop,
                network,
                network.timing(),
                fake,
                new OnionExchange(loop, fake, fake.crypto, fake.random, OnionCipher.XCHACHA20),
                new ServiceNodeKeys(fake.crypto),
                store,
                fake.random);
    }

    static RouterFixture open(FakeNetwork fake) {
        return open(fake, fake.describe().build(), NetworkStore.inMemory());
    }

    /** With one standard path instead of two, so that it is known which one a request takes. */
    static RouterFixture openWithOnePath(FakeNetwork fake) {
        Timing onePath = Timing.standard().toBuilder()
                .set(Timing.Count.STANDARD_PATHS, 1)
                .build();
        return open(fake, fake.describe().timing(onePath).build(), NetworkStore.inMemory());
    }

    static RouterFixture open(FakeNetwork fake, Network network, NetworkStore store) {
        return new RouterFixture(fake, network, store);
    }

    /** The standard paths, as soon as there are so many. */
    @CanIgnoreReturnValue
    List<OnionPath> paths(int count) {
        loop.runUntil(() -> pathsNow().size() >= count);
        return pathsNow();
    }

    List<OnionPath> pathsNow() {
        // The loop is not running now, so what it would do can be done at once.
        return router.pathsOnLoop();
    }

    static OnionRequest info(Destination destination) {
        return new OnionRequest(destination, INFO, OnionRequest.Category.STANDARD, Duration.ofSeconds(20));
    }

    OnionResponse ask(Destination destination) {
        return loop.await(router.send(info(destination)));
    }

    OnionException askInVain(Destination destination) {
        try {
            OnionResponse answer = ask(destination);
            throw new AssertionError("answered with " + answer.status());
        } catch (CompletionException e) {
            return OnionFailures.of(e);
        }
    }

    /** A good node that is in none of the paths. */
    ServiceNode outside() {
        return fake.nodes.stream()
                .filter(node -> node.behaviour == FakeNode.Behaviour.GOOD && !node.isUnknown)
                .map(node -> node.node)
                .filter(node ->
                        pathsNow().stream().noneMatch(path -> path.nodes().contains(node)))
                .findFirst()
                .orElseThrow();
    }
}
