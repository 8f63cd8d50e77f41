package org.session4j.testkit.internal.coin;

import java.net.URI;
import org.session4j.testkit.TestRpcLogin;
import org.session4j.testkit.internal.daemon.Daemon;
import org.session4j.testkit.internal.http.Listeners;
import org.session4j.testkit.internal.http.Site;

/** A daemon or a wallet on a port of 127.0.0.1. */
public final class CoinServer implements AutoCloseable {

    private static final int MAX_QUESTION = 1 << 20;

    private final RpcFront front;
    private final Listeners listeners = new Listeners(null);
    private final int port;

    private CoinServer(RpcApp app, TestRpcLogin login, String product) {
        front = new RpcFront(app, login);
        port = listeners
                .bind("127.0.0.1", 0, false, new Site(front, product, MAX_QUESTION, false))
                .port();
    }

    public static CoinServer ofDaemon(Daemon daemon, TestRpcLogin login) {
        return new CoinServer(new DaemonApp(daemon), login, "oxend/10");
    }

    public static CoinServer ofWallet(WalletApp wallet, TestRpcLogin login) {
        return new CoinServer(wallet, login, "oxen-wallet-rpc/10");
    }

    public static WalletApp newWallet(String mainAddress, String subaddress) {
        return new WalletApp(mainAddress, subaddress);
    }

    public RpcFront front() {
        return front;
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    @Override
    public void close() {
        listeners.close();
    }
}
