package org.session4j.protocol.message;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.internal.proto.FieldType;
import org.session4j.protocol.internal.proto.Schema;

/**
 * The outermost message that an encryption protects (messages: Content). At most one of the message components is set by
 * the apps; which one counts where several are set, says {@link MessageKind}.
 *
 * <p>Components are null where the field is not set. A field that is set is written even if it is 0, false or empty.
 *
 * <pre>{@code
 * Content content = Content.builder()
 * .dataMessage(DataMessage.builder().body("hello").build())
 * .sigTimestamp(timestampMillis)
 * .build();
 * byte[] bytes = content.encode();
 * }</pre>
 *
 * @param configurationMessage dead
 * @param sharedConfigMessage not valid among direct messages
 * @param expirationTimer seconds
 * @param sigTimestamp the one number that identifies the message, Unix milliseconds; absent or 0 from old senders
 * @param proSigForCommunityMessageOnly 64 bytes, in communities only
 * @param senderKeyFrame of groups with sender keys, see {@link SenderKeyFrame}; no app knows this field
 */
public record Content(
        @Nullable DataMessage dataMessage,
        @Nullable CallMessage callMessage,
        @Nullable ReceiptMessage receiptMessage,
        @Nullable TypingMessage typingMessage,
        @Nullable ConfigurationMessage configurationMessage,
        @Nullable DataExtractionNotification dataExtractionNotification,
        @Nullable UnsendRequest unsendRequest,
        @Nullable MessageRequestResponse messageRequestResponse,
        @Nullable SharedConfigMessage sharedConfigMessage,
        @Nullable ExpirationType expirationType,
        @Nullable Long expirationTimer,
        @Nullable Long sigTimestamp,
        @Nullable ProMessage proMessage,
        @Nullable Bytes proSigForCommunityMessageOnly,
        @Nullable Bytes senderKeyFrame) {

    static final Schema<Content> SCHEMA = Schema.<Content>named("Content")
            .optional(1, "dataMessage", FieldType.message(DataMessage.SCHEMA), Content::dataMessage)
            .optional(3, "callMessage", FieldType.message(CallMessage.SCHEMA), Content::callMessage)
            .optional(5, "receiptMessage", FieldType.message(ReceiptMessage.SCHEMA), Content::receiptMessage)
            .optional(6, "typingMessage", FieldType.message(TypingMessage.SCHEMA), Content::typingMessage)
            .optional(
                    7,
                    "configurationMessage",
                    FieldType.message(ConfigurationMessage.SCHEMA),
                    Content::configurationMessage)
            .optional(
                    8,
                    "dataExtractionNotification",
                    FieldType.message(DataExtractionNotification.SCHEMA),
                    Content::dataExtractionNotification)
            .optional(9, "unsendRequest", FieldType.message(UnsendRequest.SCHEMA), Content::unsendRequest)
            .optional(
                    10,
                    "messageRequestResponse",
                    FieldType.message(MessageRequestResponse.SCHEMA),
                    Content::messageRequestResponse)
            .optional(
                    11,
                    "sharedConfigMessage",
                    FieldType.message(SharedConfigMessage.SCHEMA),
                    Content::sharedConfigMessage)
            .optional(
                    12,
                    "expirationType",
                    FieldType.enumeration(ExpirationType.values(), ExpirationType::number),
                    Content::expirationType)
            .optional(13, "expirationTimer", FieldType.UINT32, Content::expirationTimer)
            .optional(15, "sigTimestamp", FieldType.UINT64, Content::sigTimestamp)
            .optional(16, "proMessage", FieldType.message(ProMessage.SCHEMA), Content::proMessage)
            .optional(17, "proSigForCommunityMessageOnly", FieldType.BYTES, Content::proSigForCommunityMessageOnly)
            .optional(1004, "senderKeyFrame", FieldType.BYTES, Content::senderKeyFrame)
            .build(row -> new Content(
                    row.next(),
                    row.next(),
                    row.next(),
                    row.next(),
                    row.next(),
                    row.next(),
                    row.next(),
                    row.next(),
                    row.next(),
                    row.next(),
                    row.next(),
                    row.next(),
                    row.next(),
                    row.next(),
                    row.next()));

    /** The longest wire form that is read, in bytes: the limit of a group message, the largest of all kinds. */
    public static final int MAX_LENGTH = 1_000_000;

    /** The wire form, fields in ascending order. */
    public byte[] encode() {
        return SCHEMA.encode(this);
    }

    /** Reads the wire form without padding, of at most {@link #MAX_LENGTH} bytes. Unknown fields are passed over. */
    public static Content decode(byte[] bytes) throws MalformedDataException {
        return SCHEMA.decode(bytes, MAX_LENGTH);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** A builder that begins with what is set here. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /** Names what is set, and shows none of it. */
    @Override
    public String toString() {
        return SCHEMA.describe(this);
    }

    /** Sets components one by one; what is not set is not written. */
    public static final class Builder {

        private @Nullable DataMessage dataMessage;
        private @Nullable CallMessage callMessage;
        private @Nullable ReceiptMessage receiptMessage;
        private @Nullable TypingMessage typingMessage;
        private @Nullable ConfigurationMessage configurationMessage;
        private @Nullable DataExtractionNotification dataExtractionNotification;
        private @Nullable UnsendRequest unsendRequest;
        private @Nullable MessageRequestResponse messageRequestResponse;
        private @Nullable SharedConfigMessage sharedConfigMessage;
        private @Nullable ExpirationType expirationType;
        private @Nullable Long expirationTimer;
        private @Nullable Long sigTimestamp;
        private @Nullable ProMessage proMessage;
        private @Nullable Bytes proSigForCommunityMessageOnly;
        private @Nullable Bytes senderKeyFrame;

        private Builder() {}

        private Builder(Content from) {
            dataMessage = from.dataMessage;
            callMessage = from.callMessage;
            receiptMessage = from.receiptMessage;
            typingMessage = from.typingMessage;
            configurationMessage = from.configurationMessage;
            dataExtractionNotification = from.dataExtractionNotification;
            unsendRequest = from.unsendRequest;
            messageRequestResponse = from.messageRequestResponse;
            sharedConfigMessage = from.sharedConfigMessage;
            expirationType = from.expirationType;
            expirationTimer = from.expirationTimer;
            sigTimestamp = from.sigTimestamp;
            proMessage = from.proMessage;
            proSigForCommunityMessageOnly = from.proSigForCommunityMessageOnly;
            senderKeyFrame = from.senderKeyFrame;
        }

        @CanIgnoreReturnValue
        public Builder dataMessage(@Nullable DataMessage dataMessage) {
            this.dataMessage = dataMessage;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder callMessage(@Nullable CallMessage callMessage) {
            this.callMessage = callMessage;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder receiptMessage(@Nullable ReceiptMessage receiptMessage) {
            this.receiptMessage = receiptMessage;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder typingMessage(@Nullable TypingMessage typingMessage) {
            this.typingMessage = typingMessage;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder configurationMessage(@Nullable ConfigurationMessage configurationMessage) {
            this.configurationMessage = configurationMessage;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder dataExtractionNotification(@Nullable DataExtractionNotification dataExtractionNotification) {
            this.dataExtractionNotification = dataExtractionNotification;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder unsendRequest(@Nullable UnsendRequest unsendRequest) {
            this.unsendRequest = unsendRequest;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder messageRequestResponse(@Nullable MessageRequestResponse messageRequestResponse) {
            this.messageRequestResponse = messageRequestResponse;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder sharedConfigMessage(@Nullable SharedConfigMessage sharedConfigMessage) {
            this.sharedConfigMessage = sharedConfigMessage;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder expirationType(@Nullable ExpirationType expirationType) {
            this.expirationType = expirationType;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder expirationTimer(@Nullable Long expirationTimer) {
            this.expirationTimer = expirationTimer;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder sigTimestamp(@Nullable Long sigTimestamp) {
            this.sigTimestamp = sigTimestamp;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder proMessage(@Nullable ProMessage proMessage) {
            this.proMessage = proMessage;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder proSigForCommunityMessageOnly(@Nullable Bytes proSigForCommunityMessageOnly) {
            this.proSigForCommunityMessageOnly = proSigForCommunityMessageOnly;
            return this;
        }

        @CanIgnoreReturnValue
        public Builder senderKeyFrame(@Nullable Bytes senderKeyFrame) {
            this.senderKeyFrame = senderKeyFrame;
            return this;
        }

        public Content build() {
            return new Content(
                    dataMessage,
                    callMessage,
                    receiptMessage,
                    typingMessage,
                    configurationMessage,
                    dataExtractionNotification,
                    unsendRequest,
                    messageRequestResponse,
                    sharedConfigMessage,
                    expirationType,
                    expirationTimer,
                    sigTimestamp,
                    proMessage,
                    proSigForCommunityMessageOnly,
                    senderKeyFrame);
        }
    }
}
