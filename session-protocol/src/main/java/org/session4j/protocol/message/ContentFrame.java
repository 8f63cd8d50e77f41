package org.session4j.protocol.message;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;

/** What contents of every kind have in common (messages: sending). */
final class ContentFrame {

    private ContentFrame() {}

    /** A content that has everything but the message. */
    static Content.Builder begin(MessageKind kind, Instant timestamp, Expiration setting) {
        return frame(Content.builder(), kind, timestamp, setting);
    }

    /** A content around a data message. */
    static Content data(MessageKind kind, DataMessage.Builder data, Instant timestamp, Expiration setting) {
        return begin(kind, timestamp, setting).dataMessage(data.build()).build();
    }

    /** The same message at another time. */
    static Content resend(MessageKind kind, Content content, Instant timestamp, Expiration setting) {
        return frame(content.toBuilder(), kind, timestamp, setting).build();
    }

    /** A data message that has everything but what it says. */
    static DataMessage.Builder beginData(@Nullable Profile profile, @Nullable SessionId syncTarget) {
        DataMessage.Builder data = DataMessage.builder();
        if (profile != null) {
            data.profile(profile.toLokiProfile()).profileKey(profile.pictureKey());
        }
        if (syncTarget != null) {
            data.syncTarget(syncTarget.toString());
        }
        return data;
    }

    static @Nullable SessionId syncTarget(DataMessage data) throws MalformedDataException {
        String target = data.syncTarget();
        return target == null ? null : SessionId.parse(target, IdKind.STANDARD);
    }

    /** Only users have devices of their own to send copies to. */
    static void requireUser(@Nullable SessionId syncTarget) {
        RuleViolation.require(
                syncTarget == null || syncTarget.kind() == IdKind.STANDARD, "syncTarget: expected the id of a user");
    }

    private static Content.Builder frame(
            Content.Builder content, MessageKind kind, Instant timestamp, Expiration setting) {
        Objects.requireNonNull(timestamp, "timestamp");
        Expiration expiration = kind.expirationIn(setting);
        if (kind.isData() || !expiration.isOff()) {
            content.expirationType(expiration.type()).expirationTimer(expiration.timerSeconds());
        }
        return content.sigTimestamp(Timestamps.whole("timestamp", timestamp).toEpochMilli());
    }
}
