package org.session4j.swarm.oxend;

import java.util.Arrays;

/** Why a wallet refused (services: oxen-wallet-rpc); others than the known are {@link #OTHER}. */
public enum WalletError {
    WRONG_ADDRESS(-2),
    DAEMON_BUSY(-3),
    TRANSFER_FAILED(-4),
    /** The wallet was started in restricted mode, in which it only tells heights, balance and addresses. */
    DENIED(-7),
    WRONG_TRANSACTION(-8),
    /** The program runs, but has opened no wallet. */
    NOT_OPEN(-13),
    NO_SUCH_ACCOUNT(-14),
    NO_SUCH_ADDRESS(-15),
    NOT_POSSIBLE(-16),
    NOT_ENOUGH_MONEY(-17),
    /** It needs more than one transaction. */
    TOO_LARGE(-18),
    NOTHING_TO_SEND(-20),
    WATCH_ONLY(-29),
    NOT_ENOUGH_UNLOCKED_MONEY(-37),
    NO_DAEMON(-38),
    BLINK_FAILED(-1000),
    OTHER(-1);

    private final int code;

    WalletError(int code) {
        this.code = code;
    }

    /** What a refusal of a wallet means. */
    public static WalletError of(OxendException refusal) {
        return Arrays.stream(values())
                .filter(one -> one.code == refusal.code())
                .findFirst()
                .orElse(OTHER);
    }

    /** As on the wire. */
    public int code() {
        return code;
    }
}
