package org.session4j.protocol.message;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells a peer which of its messages were read (messages: read receipts). They were read at the time of the receipt.
 *
 * @param timestamps of messages that the recipient of the receipt sent, in whole milliseconds; the rest is cut off. At
 *     least one, and in what we send at most 10,000, which still fit into one stored message
 */
public record ReadReceipt(List<Instant> timestamps) implements Message {

    /** The most that one receipt names. */
    public static final int MAX_TIMESTAMPS = 10_000;

    public ReadReceipt {
        List<Instant> whole = new ArrayList<>();
        for (Instant timestamp : timestamps) {
            whole.add(Timestamps.whole("timestamp of a read message", timestamp));
        }
        RuleViolation.require(!whole.isEmpty(), "receipt: expected at least one timestamp");
        timestamps = List.copyOf(whole);
    }

    /** A receipt for at most {@link #MAX_TIMESTAMPS} messages. */
    public static ReadReceipt of(List<Instant> timestamps) {
        RuleViolation.require(
                timestamps.size() <= MAX_TIMESTAMPS,
                "receipt: expected at most " + MAX_TIMESTAMPS + " timestamps, got " + timestamps.size());
        return new ReadReceipt(timestamps);
    }

    static ReadReceipt of(ReceiptMessage receipt) {
        List<Instant> timestamps = new ArrayList<>();
        for (long millis : receipt.timestamp()) {
            timestamps.add(Timestamps.ofMillis("timestamp of a read message", millis));
        }
        return new ReadReceipt(timestamps);
    }

    @Override
    public MessageKind kind() {
        return MessageKind.RECEIPT;
    }

    @Override
    public Content toContent(Instant timestamp, Expiration expiration) {
        List<Long> millis = new ArrayList<>();
        for (Instant read : timestamps) {
            millis.add(read.toEpochMilli());
        }
        return ContentFrame.begin(kind(), timestamp, expiration)
                .receiptMessage(new ReceiptMessage(ReceiptMessage.Type.READ, millis))
                .build();
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "ReadReceipt";
    }
}
