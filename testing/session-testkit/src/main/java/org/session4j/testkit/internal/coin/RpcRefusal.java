package org.session4j.testkit.internal.coin;

/** The answer is an error of JSON-RPC. */
final class RpcRefusal extends Exception {

    private static final long serialVersionUID = 1L;

    static final int INVALID_PARAMS = -32602;
    static final int NO_METHOD = -32601;

    private final int code;

    RpcRefusal(int code, String message) {
        super(message);
        this.code = code;
    }

    int code() {
        return code;
    }
}
