package org.session4j.testkit;

import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.testkit.internal.coin.CoinServer;
import org.session4j.testkit.internal.coin.WalletApp;

/**
 * A wallet with one account on a chain of its own, as {@code oxen-wallet-rpc} has it open. It sends only what is first
 * prepared and then relayed. Amounts are in atomic units.
 *
 * <pre>{@code
 * try (TestWallet wallet = TestWallet.start(TestRpcLogin.digest("me", "secret"))) {
 *     wallet.receive(5_000_000_000L);
 *     wallet.mine(10);
 *     ...
 * }
 * }</pre>
 */
public final class TestWallet extends TestRpcServer {

    private static final String MAIN_ADDRESS = "LTestMain" + "1".repeat(86);
    private static final String SUBADDRESS = "LTestSub" + "2".repeat(89);

    private final WalletApp app;

    private TestWallet(CoinServer server, WalletApp app) {
        super(server);
        this.app = app;
    }

    /** Starts one that lets everybody in. */
    public static TestWallet start() {
        return start(TestRpcLogin.none());
    }

    public static TestWallet start(TestRpcLogin login) {
        WalletApp app = CoinServer.newWallet(MAIN_ADDRESS, SUBADDRESS);
        return new TestWallet(CoinServer.ofWallet(app, login), app);
    }

    /** To which others could send. */
    public String mainAddress() {
        return MAIN_ADDRESS;
    }

    /** Somebody sends coins, in a block of its own; after ten blocks they can be spent. */
    public void receive(long amount) {
        app.receive(amount);
    }

    /** Adds blocks; what was sent is in the first of them. */
    public void mine(int blocks) {
        app.mine(blocks);
    }

    /** Coins go into a service node. */
    public void stake(Ed25519PublicKey serviceNode, long amount) {
        app.stake(serviceNode.toString(), amount);
    }

    /** Locked coins included. */
    public long balance() {
        return app.balance();
    }

    /** Whether it only tells heights, balance and addresses. */
    public void restricted(boolean on) {
        app.restricted(on);
    }

    /** Whether it cannot sign. */
    public void watchOnly(boolean on) {
        app.watchOnly(on);
    }

    /** Whether it prepares transfers of more than it was told. */
    public void dishonest(boolean on) {
        app.dishonest(on);
    }
}
