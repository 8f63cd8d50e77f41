package org.session4j.groups.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.session4j.groups.v2.TestGroup.CRYPTO;
import static org.session4j.groups.v2.TestGroup.START;
import static org.session4j.groups.v2.TestGroup.assertRefused;

import org.junit.jupiter.api.Test;
import org.session4j.groups.GroupException.Reason;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.message.Content;
import org.session4j.protocol.message.DataMessage;
import org.session4j.protocol.message.TextMessage;
import org.session4j.protocol.wire.Envelope;

class GroupMessageCodecTest {

    private final TestGroup group = new TestGroup(1, 2);
    private final Account author = group.member(0);
    private final GroupMessageCodec codec = GroupMessageCodec.of(CRYPTO);

    @Test
    void aTextReachesAnotherMember() throws Exception {
        Content content = TextMessage.of("hello").toContent(START);
        Bytes stored = codec.encode(author, content, group.startedFor(author), new TestGroup.Repeatable(1));
        ReceivedGroupMessage received = codec.decode(stored, group.startedFor(group.member(1)));

        assertThat(received.author()).isEqualTo(author.sessionId());
        assertThat(received.timestamp()).isEqualTo(START);
        assertThat(received.content()).isEqualTo(content);
        assertThat(received.message())
                .isInstanceOfSatisfying(
                        TextMessage.class, text -> assertThat(text.body()).isEqualTo("hello"));
        assertThat(received.proSig()).isNotNull();
        assertThat(received).hasToString("ReceivedGroupMessage");
    }

    @Test
    void withoutAKeyNothingIsWritten() {
        Content content = TextMessage.of("hello").toContent(START);
        assertRefused(Reason.UNKNOWN_KEY, () -> {
            Bytes unused = codec.encode(author, content, group.none(), new TestGroup.Repeatable(1));
        });
        assertThatIllegalArgumentException().isThrownBy(() -> {
            Bytes unused =
                    codec.encode(author, Content.builder().build(), group.started(), new TestGroup.Repeatable(1));
        });
    }

    @Test
    void whatASwarmWouldNotStoreIsRefused() throws Exception {
        GroupKeys keys = group.started();
        // Random text, so that compression does not help.
        Content content =
                TextMessage.of(Bytes.of(group.bytes(100_000)).toBase64()).toContent(START);
        assertRefused(Reason.OVER_LIMIT, () -> {
            Bytes unused = codec.encode(author, content, keys, new TestGroup.Repeatable(1));
        });
    }

    private Bytes stored(Envelope envelope, GroupKeys keys) throws Exception {
        return GroupCipher.of(CRYPTO)
                .encrypt(
                        Bytes.of(envelope.encode()),
                        author.ed25519KeyPair(),
                        group.id(),
                        keys.encryptionKey().orElseThrow(),
                        new TestGroup.Repeatable(1));
    }

    private static Envelope envelope(Envelope.Type type, long timestamp, Content content) {
        return Envelope.of(type, timestamp, Bytes.of(content.encode()), Bytes.of(new byte[64]));
    }

    @Test
    void anEnvelopeOfAnotherTimeOrKindIsRefused() throws Exception {
        GroupKeys keys = group.started();
        long millis = START.toEpochMilli();
        Content content = TextMessage.of("hello").toContent(START);
        Bytes later = stored(envelope(Envelope.Type.CLOSED_GROUP_MESSAGE, millis + 1, content), keys);
        assertRefused(Reason.TIMESTAMP_MISMATCH, () -> {
            ReceivedGroupMessage unused = codec.decode(later, keys);
        });
        Content timeless = content.toBuilder().sigTimestamp(null).build();
        Bytes without = stored(envelope(Envelope.Type.CLOSED_GROUP_MESSAGE, millis, timeless), keys);
        assertRefused(Reason.TIMESTAMP_MISMATCH, () -> {
            ReceivedGroupMessage unused = codec.decode(without, keys);
        });
        Bytes direct = stored(envelope(Envelope.Type.SESSION_MESSAGE, millis, content), keys);
        assertThatThrownBy(() -> {
                    ReceivedGroupMessage unused = codec.decode(direct, keys);
                })
                .isInstanceOf(MalformedDataException.class);
    }

    @Test
    void aCopyOfADirectMessageHasNoPlaceInAGroup() throws Exception {
        GroupKeys keys = group.started();
        Content content = Content.builder()
                .dataMessage(DataMessage.builder()
                        .body("hello")
                        .syncTarget(author.sessionId().toString())
                        .build())
                .sigTimestamp(START.toEpochMilli())
                .build();
        Bytes copy = stored(envelope(Envelope.Type.CLOSED_GROUP_MESSAGE, START.toEpochMilli(), content), keys);
        assertRefused(Reason.NOT_ALLOWED, () -> {
            ReceivedGroupMessage unused = codec.decode(copy, keys);
        });
    }
}
