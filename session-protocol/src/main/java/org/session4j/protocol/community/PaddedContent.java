package org.session4j.protocol.community;

import org.jspecify.annotations.Nullable;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.message.Content;
import org.session4j.protocol.wire.Envelope;
import org.session4j.protocol.wire.MessagePadding;

/** The form that rooms and inboxes have in common (messages: the other encodings). */
final class PaddedContent {

    private PaddedContent() {}

    static byte[] encode(Content content) {
        return MessagePadding.pad(content.encode());
    }

    static Content decode(byte[] padded) throws MalformedDataException {
        Envelope envelope = envelope(padded);
        if (envelope == null) {
            return Content.decode(MessagePadding.unpad(padded));
        }
        Content content = Content.decode(MessagePadding.unpad(envelope.content().toByteArray()));
        if (envelope.proSig() != null && content.proSigForCommunityMessageOnly() != null) {
            throw new MalformedDataException("community message: expected one signature of Session Pro, got two");
        }
        return content;
    }

    /** No app of today sends an envelope, but some will. A content is never taken for one: its first field is no number. */
    private static @Nullable Envelope envelope(byte[] bytes) {
        try {
            return Envelope.decode(bytes);
        } catch (MalformedDataException e) {
            return null;
        }
    }
}
