package org.session4j.swarm.oxend;

import java.io.IOException;
import org.session4j.protocol.MalformedDataException;

/**
 * A daemon or wallet did not do what was asked, or its answer is no good (services: oxend RPC). If there was no connection
 * or no answer in time it is a {@link java.net.ConnectException} or a {@link java.net.SocketTimeoutException} instead.
 */
public final class OxendException extends IOException {

    private static final long serialVersionUID = 1L;

    /** Longest text of a server that is kept. */
    private static final int MAX_DETAIL_LENGTH = 500;

    /** What was in the way. */
    public enum Reason {
        /** It refused: {@link #code()} and {@link #detail()} say why. */
        REFUSED,
        /** It answered with another HTTP {@link #status()} than 200; redirects are not followed. */
        HTTP_STATUS,
        /** It wants a login, and none was given. */
        LOGIN_NEEDED,
        /** It offers no login that can be used: no digest that we know, and the plain password only in the open. */
        LOGIN_UNSUPPORTED,
        /** User or password are wrong. */
        LOGIN_REFUSED,
        /** The answer cannot be read, or says what cannot be. */
        MALFORMED_ANSWER,
        /** The answer is too long; it was not read to its end. */
        TOO_LARGE,
        /** The wallet cannot sign by itself, as it only watches or is one of several that must. */
        NOT_SIGNED,
        /** The client was closed. */
        CLOSED
    }

    private final Reason reason;
    private final int status;
    private final int code;
    private final String detail;

    private OxendException(Reason reason, int status, int code, String detail, String message) {
        super(message);
        this.reason = reason;
        this.status = status;
        this.code = code;
        this.detail = detail.length() <= MAX_DETAIL_LENGTH ? detail : detail.substring(0, MAX_DETAIL_LENGTH);
    }

    public static OxendException of(Reason reason, String message) {
        return new OxendException(reason, 0, 0, "", message);
    }

    /** The server answered with another status than 200. */
    public static OxendException ofStatus(int status) {
        return new OxendException(Reason.HTTP_STATUS, status, 0, "", "the server answered with HTTP status " + status);
    }

    /**
     * The server refused in the words of JSON-RPC.
     *
     * @param code 0 if it gave none
     * @param detail its words; they may hold addresses, so they are not part of the message
     */
    public static OxendException ofRpc(int code, String detail) {
        return new OxendException(Reason.REFUSED, 0, code, detail, "the server refused with code " + code);
    }

    /** The answer is not of its form. */
    public static OxendException malformed(MalformedDataException cause) {
        OxendException malformed = of(Reason.MALFORMED_ANSWER, "the answer is malformed: " + cause.getMessage());
        malformed.initCause(cause);
        return malformed;
    }

    public Reason reason() {
        return reason;
    }

    /** As in HTTP, with {@link Reason#HTTP_STATUS}; else 0. */
    public int status() {
        return status;
    }

    /** As in JSON-RPC, with {@link Reason#REFUSED}; else 0. {@link WalletError} names those of wallets. */
    public int code() {
        return code;
    }

    /** The server's words, untrusted, at most 500 characters. */
    public String detail() {
        return detail;
    }
}
