package org.session4j.protocol.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.message.MessageRefusedException.Reason;
import org.session4j.protocol.wire.Envelope;
import org.session4j.protocol.wire.MessagePadding;
import org.session4j.protocol.wire.V1Cipher;
import org.session4j.protocol.wire.WebSocketMessage;

class DirectMessageCodecTest {

    private static final Crypto CRYPTO = Crypto.named("bouncycastle");
    private static final DirectMessageCodec CODEC = DirectMessageCodec.of(CRYPTO);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Account ALICE = Account.generate(RANDOM, CRYPTO);
    private static final Account BOB = Account.generate(RANDOM, CRYPTO);
    private static final Instant NOW = Instant.ofEpochMilli(1_763_884_800_123L);
    private static final Content HELLO = TextMessage.of("hello").toContent(NOW);
    private static final byte[] SENT = send(ALICE, BOB, HELLO);

    @Test
    void aTextArrivesWithItsSenderAndTime() throws Exception {
        ReceivedMessage received = sendToBob(HELLO);

        assertThat(received.sender()).isEqualTo(ALICE.sessionId());
        assertThat(received.senderKey()).isEqualTo(ALICE.ed25519PublicKey());
        assertThat(received.conversation()).isEqualTo(ALICE.sessionId());
        assertThat(received.timestamp()).isEqualTo(NOW);
        assertThat(received.content()).isEqualTo(HELLO);
        assertThat(received.message()).isEqualTo(TextMessage.of("hello"));
        assertThat(received.proSig()).extracting(Bytes::length).isEqualTo(64);
    }

    @Property(tries = 100)
    void anyTextArrivesAsItWasWritten(@ForAll String text) throws Exception {
        String valid = new String(("." + text).getBytes(UTF_8), UTF_8);

        assertThat(sendToBob(TextMessage.of(valid).toContent(NOW)).message()).isEqualTo(TextMessage.of(valid));
    }

    @Test
    void randomBytesAreDrawnInTheOrderOfTheSpecification() throws Exception {
        List<Integer> drawn = new ArrayList<>();
        Bytes ignored = CODEC.encode(ALICE, BOB.sessionId(), HELLO, new SecureRandom() {
            @Override
            public void nextBytes(byte[] bytes) {
                drawn.add(bytes.length);
                Arrays.fill(bytes, (byte) drawn.size());
            }
        });

        assertThat(drawn).containsExactly(32, 32);
    }

    @Test
    void theLongestContentFitsIntoOneStoredMessage() throws Exception {
        Content longest = contentOfLength(DirectMessageCodec.MAX_CONTENT_LENGTH);
        Bytes stored = CODEC.encode(ALICE, BOB.sessionId(), longest, RANDOM);

        assertThat(stored.length()).isBetween(76_700, DirectMessageCodec.MAX_STORED_LENGTH);
        assertThat(CODEC.decode(BOB, stored.toByteArray()).content()).isEqualTo(longest);
    }

    @Test
    void aLongerContentIsRefusedBeforeAnythingIsDrawn() {
        Content tooLong = contentOfLength(DirectMessageCodec.MAX_CONTENT_LENGTH + 1);
        ContentTooLargeException refusal = catchThrowableOfType(
                ContentTooLargeException.class, () -> CODEC.encode(ALICE, BOB.sessionId(), tooLong, new NoRandom()));

        assertThat(refusal.length()).isEqualTo(76_479);
        assertThat(refusal.limit()).isEqualTo(76_478);
    }

    @Test
    void aContentWithoutATimestampIsNotSent() {
        Content content = Content.builder().dataMessage(HELLO.dataMessage()).build();

        assertThatThrownBy(() -> CODEC.encode(ALICE, BOB.sessionId(), content, RANDOM))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDirectMessageGoesToAUserOnly() {
        SessionId group = SessionId.of(IdKind.GROUP, new byte[32]);

        assertThatThrownBy(() -> CODEC.encode(ALICE, group, HELLO, RANDOM))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTimestampThatIsNotTheSignedOneIsRefused() throws Exception {
        long signed = NOW.toEpochMilli();
        for (long claimed : new long[] {signed - 1, signed + 1, 0, Long.MAX_VALUE}) {
            byte[] stored = wire(ALICE, BOB, MessagePadding.pad(HELLO.encode()), claimed);
            assertThat(refusal(BOB, stored)).isEqualTo(Reason.TIMESTAMP_MISMATCH);
        }
    }

    @Test
    void anOldSenderWithoutASignedTimestampIsRead() throws Exception {
        for (Long absent : new Long[] {null, 0L}) {
            Content content = HELLO.toBuilder().sigTimestamp(absent).build();
            ReceivedMessage received = CODEC.decode(BOB, wire(ALICE, BOB, MessagePadding.pad(content.encode()), 77));
            assertThat(received.timestamp()).isEqualTo(Instant.ofEpochMilli(77));
        }
    }

    @Test
    void aTimestampBeyondAllBoundsIsMalformed() throws Exception {
        Content content = HELLO.toBuilder().sigTimestamp(-5L).build();
        byte[] stored = wire(ALICE, BOB, MessagePadding.pad(content.encode()), -5);

        assertThatThrownBy(() -> CODEC.decode(BOB, stored)).isInstanceOf(MalformedDataException.class);
    }

    @Test
    void thePaddingOfOlderSendersIsRead() throws Exception {
        byte[] content = HELLO.encode();
        byte[] oneShort = Arrays.copyOf(MessagePadding.pad(content), 159);

        for (byte[] message : new byte[][] {content, oneShort, MessagePadding.pad(content)}) {
            byte[] stored = wire(ALICE, BOB, message, NOW.toEpochMilli());
            assertThat(CODEC.decode(BOB, stored).content()).isEqualTo(HELLO);
        }
    }

    @Test
    void theSenderThatTheEnvelopeClaimsIsNotBelieved() throws Exception {
        byte[] sealed = seal(ALICE, BOB, MessagePadding.pad(HELLO.encode()));
        Envelope envelope = new Envelope(
                Envelope.Type.SESSION_MESSAGE,
                BOB.sessionId().toString(),
                NOW.toEpochMilli(),
                null,
                Bytes.of(sealed),
                null,
                null);
        ReceivedMessage received = CODEC.decode(BOB, WebSocketMessage.wrap(envelope.encode()));

        assertThat(received.sender()).isEqualTo(ALICE.sessionId());
        assertThat(received.proSig()).isNull();
    }

    @Test
    void aCopyOfOnesOwnMessageBelongsToTheConversationWithItsRecipient() throws Exception {
        Content copy =
                TextMessage.builder("hello").syncTarget(BOB.sessionId()).build().toContent(NOW);
        ReceivedMessage received = CODEC.decode(
                ALICE, CODEC.encode(ALICE, ALICE.sessionId(), copy, RANDOM).toByteArray());

        assertThat(received.conversation()).isEqualTo(BOB.sessionId());
        assertThat(received.sender()).isEqualTo(ALICE.sessionId());
    }

    @Test
    void nobodyElseMaySayThatWeWroteAMessage() throws Exception {
        for (SessionId target : new SessionId[] {ALICE.sessionId(), BOB.sessionId()}) {
            Content forged =
                    TextMessage.builder("hello").syncTarget(target).build().toContent(NOW);
            assertThat(refusal(BOB, send(ALICE, BOB, forged))).isEqualTo(Reason.SYNC_TARGET_FROM_OTHER);
        }
    }

    @Test
    void aSyncTargetThatIsNoIdIsMalformed() throws Exception {
        Content content = HELLO.toBuilder()
                .dataMessage(
                        DataMessage.builder().body("x").syncTarget("someone").build())
                .build();
        byte[] stored = send(ALICE, ALICE, content);

        assertThatThrownBy(() -> CODEC.decode(ALICE, stored)).isInstanceOf(MalformedDataException.class);
    }

    @Test
    void fromOneselfOnlyWhatDevicesSendEachOtherIsAccepted() throws Exception {
        Content.Builder empty = Content.builder().sigTimestamp(NOW.toEpochMilli());
        List<Content> refused = List.of(
                empty.build(),
                empty.build().toBuilder()
                        .receiptMessage(new ReceiptMessage(ReceiptMessage.Type.READ, List.of(1L)))
                        .build(),
                empty.build().toBuilder()
                        .typingMessage(new TypingMessage(NOW.toEpochMilli(), TypingMessage.Action.STARTED))
                        .build(),
                call(CallMessage.Type.OFFER));
        List<Content> accepted = List.of(
                HELLO,
                empty.build().toBuilder()
                        .unsendRequest(new UnsendRequest(1, ALICE.sessionId().toString()))
                        .build(),
                empty.build().toBuilder()
                        .messageRequestResponse(new MessageRequestResponse(true, null, null))
                        .build(),
                call(CallMessage.Type.ANSWER),
                call(CallMessage.Type.END_CALL));

        for (Content content : refused) {
            assertThat(refusal(ALICE, send(ALICE, ALICE, content))).isEqualTo(Reason.NOT_FROM_SELF);
            assertThat(sendToBob(content).content()).isEqualTo(content);
        }
        for (Content content : accepted) {
            assertThat(CODEC.decode(ALICE, send(ALICE, ALICE, content)).content())
                    .isEqualTo(content);
        }
    }

    @Test
    void onlyTheAuthorOrOnesOwnDeviceDeletesAMessage() throws Exception {
        Content ofAlice = unsend(ALICE.sessionId());
        Content ofBob = unsend(BOB.sessionId());

        assertThat(sendToBob(ofAlice).message()).isInstanceOf(Unsend.class);
        assertThat(refusal(BOB, send(ALICE, BOB, ofBob))).isEqualTo(Reason.UNSEND_BY_OTHER);
        assertThat(CODEC.decode(BOB, send(BOB, BOB, ofAlice)).message()).isInstanceOf(Unsend.class);
    }

    @Test
    void whatIsSaidOfDisappearingCountsOnlyForKindsThatDisappear() throws Exception {
        Expiration expiration = Expiration.afterSend(Duration.ofHours(1));
        Content text = TextMessage.of("x").toContent(NOW, expiration);
        Content unsend = unsend(ALICE.sessionId()).toBuilder()
                .expirationType(ExpirationType.DELETE_AFTER_SEND)
                .expirationTimer(3600L)
                .build();

        assertThat(sendToBob(text).expiration()).isEqualTo(expiration);
        assertThat(sendToBob(unsend).expiration()).isEqualTo(Expiration.OFF);
    }

    @Test
    void whatIsSaidOfProIsPassedOnHoweverOddItIs() throws Exception {
        ProMessage odd = new ProMessage(new ProProof(9L, null, Bytes.empty(), -1L, null), 1L, null);
        ReceivedMessage received = sendToBob(HELLO.toBuilder().proMessage(odd).build());

        assertThat(received.pro()).isEqualTo(new ProClaim(null, Set.of(ProClaim.Feature.BADGE)));
        assertThat(received.content().proMessage()).isEqualTo(odd);
        assertThat(sendToBob(HELLO).pro()).isNull();
    }

    @Test
    void anotherVersionIsNotTakenForV1() {
        for (byte[] stored : new byte[][] {{}, {0}, {0, 2}, {0, 9, 9}, Arrays.copyOf(new byte[] {0, 2}, 2048)}) {
            assertThatThrownBy(() -> CODEC.decode(BOB, stored)).isInstanceOf(MalformedDataException.class);
        }
    }

    @Test
    void aMessageForSomeoneElseStaysClosed() throws Exception {
        byte[] stored = send(ALICE, BOB, HELLO);

        assertThatThrownBy(() -> CODEC.decode(ALICE, stored)).isInstanceOf(DecryptionException.class);
    }

    @Property
    void anyBytesAreRefused(@ForAll byte[] bytes) {
        assertThatThrownBy(() -> CODEC.decode(BOB, bytes)).isInstanceOf(SessionException.class);
    }

    @Property
    void aMutilatedMessageIsReadAsItWasOrRefused(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        byte[] stored = SENT.clone();
        stored[random.nextInt(stored.length)] ^= (byte) (1 << random.nextInt(8));
        byte[] cut = random.nextBoolean() ? stored : Arrays.copyOf(stored, random.nextInt(stored.length));
        try {
            assertThat(CODEC.decode(BOB, cut).content()).isEqualTo(HELLO);
        } catch (SessionException e) {
            assertThat(e).hasMessageNotContaining(ALICE.sessionId().toString());
        }
    }

    private static ReceivedMessage sendToBob(Content content) throws Exception {
        return CODEC.decode(BOB, send(ALICE, BOB, content));
    }

    private static byte[] send(Account sender, Account recipient, Content content) {
        try {
            return CODEC.encode(sender, recipient.sessionId(), content, RANDOM).toByteArray();
        } catch (SessionException e) {
            throw new AssertionError(e);
        }
    }

    /** A message with an envelope of its own. */
    private static byte[] wire(Account sender, Account recipient, byte[] message, long timestamp) throws Exception {
        byte[] sealed = seal(sender, recipient, message);
        Envelope envelope =
                Envelope.of(Envelope.Type.SESSION_MESSAGE, timestamp, Bytes.of(sealed), Bytes.of(new byte[64]));
        return WebSocketMessage.wrap(envelope.encode());
    }

    private static byte[] seal(Account sender, Account recipient, byte[] message) throws Exception {
        return V1Cipher.of(CRYPTO).encrypt(message, sender.ed25519KeyPair(), recipient.x25519PublicKey(), RANDOM);
    }

    private static Reason refusal(Account me, byte[] stored) {
        return catchThrowableOfType(MessageRefusedException.class, () -> CODEC.decode(me, stored))
                .reason();
    }

    private static Content unsend(SessionId author) {
        return new Unsend(new MessageReference(author, NOW.minusMillis(1))).toContent(NOW);
    }

    private static Content call(CallMessage.Type type) {
        return Content.builder()
                .callMessage(new CallMessage(
                        type, List.of("sdp"), List.of(0L), List.of("0"), "0b0e7f5c-7f6f-4d7e-9a53-0d7d7b0f8d11"))
                .sigTimestamp(NOW.toEpochMilli())
                .build();
    }

    private static Content contentOfLength(int length) {
        Content empty = TextMessage.of(".").toContent(NOW);
        // Two length prefixes grow from one byte to three.
        String body = "x".repeat(length - empty.encode().length + 1 - 4);
        Content content = TextMessage.of(body).toContent(NOW);
        assertThat(content.encode()).hasSize(length);
        return content;
    }

    private static final class NoRandom extends SecureRandom {

        private static final long serialVersionUID = 1L;

        @Override
        public void nextBytes(byte[] bytes) {
            throw new AssertionError("nothing is to be drawn");
        }
    }
}
