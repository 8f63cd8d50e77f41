package org.session4j.testkit.internal.rpc;

/** A parameter is missing or wrong: 400 with {@code invalid request: } before the message. */
final class InvalidRequestException extends Exception {

    private static final long serialVersionUID = 1L;

    InvalidRequestException(String message) {
        super(message);
    }

    RpcReply reply() {
        return RpcReply.text(400, "invalid request: " + getMessage());
    }
}
