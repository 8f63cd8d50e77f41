package org.session4j.testkit;

import org.session4j.testkit.internal.coin.CoinServer;

/**
 * A daemon of a {@link TestNetwork} that is open to all: its public JSON-RPC, about the nodes and names of that network.
 *
 * <pre>{@code
 * try (TestNetwork network = TestNetwork.start();
 *         TestOxend daemon = TestOxend.start(network)) {
 *     OxendDaemon client = OxendDaemon.builder(daemon.uri()).open();
 *     ...
 * }
 * }</pre>
 */
public final class TestOxend extends TestRpcServer {

    private TestOxend(CoinServer server) {
        super(server);
    }

    /** Starts one that lets everybody in. */
    public static TestOxend start(TestNetwork network) {
        return start(network, TestRpcLogin.none());
    }

    /**
     * @param network is not closed by this, and has to outlive it
     */
    public static TestOxend start(TestNetwork network, TestRpcLogin login) {
        return new TestOxend(CoinServer.ofDaemon(network.running().context().daemon(), login));
    }
}
