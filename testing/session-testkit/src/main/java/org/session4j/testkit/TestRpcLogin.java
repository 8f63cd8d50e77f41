package org.session4j.testkit;

/**
 * What login a {@link TestOxend} or a {@link TestWallet} wants.
 *
 * @param user empty for none
 */
public record TestRpcLogin(Kind kind, String user, String password) {

    /** How it is asked for. */
    public enum Kind {
        NONE,
        /** HTTP digest with MD5, as wallets of this family had it: each nonce is counted and no number may be left out. */
        DIGEST,
        /** The plain password, as wallets have it today. */
        BASIC
    }

    public static TestRpcLogin none() {
        return new TestRpcLogin(Kind.NONE, "", "");
    }

    public static TestRpcLogin digest(String user, String password) {
        return new TestRpcLogin(Kind.DIGEST, user, password);
    }

    public static TestRpcLogin basic(String user, String password) {
        return new TestRpcLogin(Kind.BASIC, user, password);
    }
}
