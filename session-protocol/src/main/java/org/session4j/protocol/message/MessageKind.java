package org.session4j.protocol.message;

/**
 * What a content is. Where several components are set, the first of these that is counts, in the order of the Android app
 * (messages: sending). Senders never set more than one.
 */
public enum MessageKind {
    RECEIPT,
    TYPING,
    DATA_EXTRACTION,
    /** A data message that only announces a new timer for disappearing messages. */
    EXPIRATION_TIMER_UPDATE,
    UNSEND,
    REQUEST_RESPONSE,
    CALL,
    GROUP_UPDATE,
    /** A data message: text, attachments, reaction and what else people write. */
    DATA,
    /** Nothing that is known here. */
    UNKNOWN;

    public static MessageKind of(Content content) {
        if (content.receiptMessage() != null) {
            return RECEIPT;
        }
        if (content.typingMessage() != null) {
            return TYPING;
        }
        if (content.dataExtractionNotification() != null) {
            return DATA_EXTRACTION;
        }
        DataMessage data = content.dataMessage();
        if (data != null && data.isExpirationTimerUpdate()) {
            return EXPIRATION_TIMER_UPDATE;
        }
        if (content.unsendRequest() != null) {
            return UNSEND;
        }
        if (content.messageRequestResponse() != null) {
            return REQUEST_RESPONSE;
        }
        if (content.callMessage() != null) {
            return CALL;
        }
        if (data != null) {
            return data.groupUpdateMessage() != null ? GROUP_UPDATE : DATA;
        }
        return UNKNOWN;
    }

    /** Whether one's own devices may send each other such a content (messages: sync to own devices). */
    static boolean isAllowedFromSelf(Content content) {
        return switch (of(content)) {
            case DATA, EXPIRATION_TIMER_UPDATE, UNSEND, REQUEST_RESPONSE -> true;
            case CALL -> {
                CallMessage call = content.callMessage();
                yield call != null
                        && (call.type() == CallMessage.Type.ANSWER || call.type() == CallMessage.Type.END_CALL);
            }
            case RECEIPT, TYPING, DATA_EXTRACTION, GROUP_UPDATE, UNKNOWN -> false;
        };
    }
}
