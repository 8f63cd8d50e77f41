package org.session4j.protocol.message;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.MalformedDataException;

/** Sorts a content into the type of its kind. */
final class MessageReader {

    private MessageReader() {}

    static Message read(Content content) throws MalformedDataException, MessageRefusedException {
        try {
            return sort(content);
        } catch (RuleViolation violation) {
            MessageRefusedException.Reason reason = violation.reason();
            if (reason != null) {
                throw new MessageRefusedException(reason);
            }
            throw new MalformedDataException("message: " + violation.getMessage(), violation);
        }
    }

    private static Message sort(Content content) throws MalformedDataException {
        MessageKind kind = MessageKind.of(content);
        return switch (kind) {
            case RECEIPT -> receipt(content, set(content.receiptMessage()));
            case TYPING -> TypingIndicator.of(content, set(content.typingMessage()));
            case DATA_EXTRACTION -> DataExtraction.of(set(content.dataExtractionNotification()));
            case EXPIRATION_TIMER_UPDATE -> TimerChange.of(content, set(content.dataMessage()));
            case UNSEND -> Unsend.of(set(content.unsendRequest()));
            case REQUEST_RESPONSE -> response(content, set(content.messageRequestResponse()));
            case CALL -> Call.of(set(content.callMessage()));
            case REACTION -> reaction(set(content.dataMessage()));
            case COMMUNITY_INVITATION -> invitation(set(content.dataMessage()));
            case TEXT -> TextMessage.of(set(content.dataMessage()));
            case GROUP_UPDATE, DATA, CONFIGURATION -> new OtherMessage(kind, content);
            case SENDER_KEYS -> new SenderKeyFrame(set(content.senderKeyFrame()));
            case UNKNOWN -> new UnknownMessage(content);
        };
    }

    /** Nobody sends receipts of delivery any more. */
    private static Message receipt(Content content, ReceiptMessage receipt) {
        return receipt.type() == ReceiptMessage.Type.READ
                ? ReadReceipt.of(receipt)
                : new OtherMessage(MessageKind.RECEIPT, content);
    }

    private static Message response(Content content, MessageRequestResponse response) {
        return response.isApproved()
                ? RequestAccepted.of(response)
                : new OtherMessage(MessageKind.REQUEST_RESPONSE, content);
    }

    private static Message reaction(DataMessage data) throws MalformedDataException {
        return ReactionMessage.of(data, set(data.reaction()));
    }

    private static Message invitation(DataMessage data) throws MalformedDataException {
        return CommunityInvitation.of(data, set(data.communityInvitation()));
    }

    /** The kind of a content says which of its components is set. */
    private static <T> T set(@Nullable T component) {
        return Objects.requireNonNull(component);
    }
}
