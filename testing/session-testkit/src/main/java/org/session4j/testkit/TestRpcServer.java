package org.session4j.testkit;

import java.net.URI;
import java.util.List;
import org.session4j.testkit.internal.coin.CoinServer;

/**
 * A stand-in for a program that answers JSON-RPC over HTTP on a port of 127.0.0.1. It checks what it is sent, more strictly
 * than the real one, and misbehaves when it is told to. Safe for use by many threads.
 */
public abstract sealed class TestRpcServer implements AutoCloseable permits TestOxend, TestWallet {

    private final CoinServer server;

    TestRpcServer(CoinServer server) {
        this.server = server;
    }

    /** Such as {@code http://127.0.0.1:34567/}. */
    public final URI uri() {
        return server.uri();
    }

    /** Until {@link #behave()}, every question gets this. */
    public final void misbehave(RpcMisbehaviour how) {
        server.front().misbehave(how);
    }

    public final void behave() {
        server.front().misbehave(null);
    }

    /** After so many uses a nonce of digest login is stale; never by default. */
    public final void usesOfANonce(int most) {
        server.front().usesOfANonce(most);
    }

    /** How many requests came, whatever was answered. */
    public final int requests() {
        return server.front().requests();
    }

    /** How many questions came with a good login. */
    public final int logins() {
        return server.front().logins();
    }

    /** What it was sent and a careful client would not have sent, in words; never what was in it. */
    public final List<String> complaints() {
        return server.front().complaints();
    }

    /** The methods that were called, oldest first; not those of questions that were not let in. */
    public final List<String> calls() {
        return server.front().calls();
    }

    /** Ends connections and threads. May be called more than once. */
    @Override
    public final void close() {
        server.close();
    }
}
