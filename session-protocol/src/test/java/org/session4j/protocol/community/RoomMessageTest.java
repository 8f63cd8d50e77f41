package org.session4j.protocol.community;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.session4j.protocol.community.TestRoom.CRYPTO;
import static org.session4j.protocol.community.TestRoom.account;
import static org.session4j.protocol.community.TestRoom.flipped;
import static org.session4j.protocol.community.TestRoom.identity;
import static org.session4j.protocol.community.TestRoom.text;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.SignatureException;
import org.session4j.protocol.message.Content;
import org.session4j.protocol.wire.Envelope;

class RoomMessageTest {

    private static final CommunityIdentity AUTHOR = identity(1, true);

    private static RoomMessage signed(byte[] data) {
        return new RoomMessage(Bytes.of(data), Bytes.of(AUTHOR.signMessage(data)));
    }

    @Property(tries = 100)
    void readers_get_what_the_author_wrote_and_nothing_that_was_changed(
            @ForAll long person,
            @ForAll boolean blinded,
            @ForAll @StringLength(min = 1, max = 400) String words,
            @ForAll @IntRange(max = 511) int bit)
            throws Exception {
        CommunityIdentity author = identity(person, blinded);
        SessionId id = author.authorId();
        Content content = text("x" + words);
        RoomMessage message = RoomMessage.encode(content, author);

        assertThat(message.data().length() % 160).isZero();
        assertThat(message.decode(id, CRYPTO)).isEqualTo(content);

        RoomMessage otherSignature = new RoomMessage(
                message.data(), Bytes.of(flipped(message.signature().toByteArray(), bit)));
        RoomMessage otherData =
                new RoomMessage(Bytes.of(flipped(message.data().toByteArray(), bit)), message.signature());
        assertForged(otherSignature, id);
        assertForged(otherData, id);
        assertForged(message, identity(person + 1, blinded).authorId());
        assertForged(message, SessionId.of(id.kind(), flipped(id.key(), bit % 255)));
    }

    @Property(tries = 100)
    void a_signature_with_the_sign_of_the_key_in_it_is_good_too(@ForAll long person, @ForAll byte[] data) {
        Account account = account(person);
        byte[] signature = account.sign(data);
        signature[63] |= (byte) (account.ed25519PublicKey().toByteArray()[31] & 0x80);
        assertThat(new RoomMessage(Bytes.of(data), Bytes.of(signature)).isSignedBy(account.sessionId(), CRYPTO))
                .isTrue();
        signature[63] ^= (byte) 0x80;
        assertThat(new RoomMessage(Bytes.of(data), Bytes.of(signature)).isSignedBy(account.sessionId(), CRYPTO))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void only_users_and_blinded_ids_are_authors(IdKind kind) {
        byte[] data = {1};
        Account account = account(1);
        SessionId id = SessionId.of(kind, account.ed25519PublicKey().toByteArray());
        RoomMessage message = new RoomMessage(Bytes.of(data), Bytes.of(account.sign(data)));
        assertThat(message.isSignedBy(id, CRYPTO)).isEqualTo(kind == IdKind.BLINDED_15 || kind == IdKind.BLINDED_25);
    }

    @Test
    void a_signature_of_another_length_is_nobodys() {
        for (int length : new int[] {0, 63, 65}) {
            RoomMessage message = new RoomMessage(Bytes.of((byte) 1), Bytes.of(new byte[length]));
            assertForged(message, AUTHOR.authorId());
        }
    }

    @Test
    void the_padding_of_older_apps_and_none_at_all_are_read() throws Exception {
        Content content = text("hello");
        byte[] plain = content.encode();
        byte[] padded = Arrays.copyOf(plain, 159);
        padded[plain.length] = (byte) 0x80;
        assertThat(signed(padded).decode(AUTHOR.authorId(), CRYPTO)).isEqualTo(content);
        assertThat(signed(plain).decode(AUTHOR.authorId(), CRYPTO)).isEqualTo(content);
    }

    @Test
    void an_envelope_around_the_content_is_read() throws Exception {
        Content content = text("hello");
        Bytes padded = RoomMessage.encode(content, AUTHOR).data();
        Envelope envelope = new Envelope(Envelope.Type.SESSION_MESSAGE, null, 1, null, padded, null, null);
        assertThat(signed(envelope.encode()).decode(AUTHOR.authorId(), CRYPTO)).isEqualTo(content);
    }

    @Test
    void two_signatures_of_session_pro_are_one_too_many() throws Exception {
        Bytes proSig = Bytes.of(new byte[64]);
        Content content =
                text("hello").toBuilder().proSigForCommunityMessageOnly(proSig).build();
        Bytes padded = RoomMessage.encode(content, AUTHOR).data();
        Envelope plain = new Envelope(Envelope.Type.SESSION_MESSAGE, null, 1, null, padded, null, null);
        Envelope proud = new Envelope(Envelope.Type.SESSION_MESSAGE, null, 1, null, padded, null, proSig);
        assertThat(signed(plain.encode()).decode(AUTHOR.authorId(), CRYPTO)).isEqualTo(content);
        assertThatThrownBy(() -> {
                    Content unused = signed(proud.encode()).decode(AUTHOR.authorId(), CRYPTO);
                })
                .isInstanceOf(MalformedDataException.class);
    }

    @Property(tries = 1000)
    void whatever_was_signed_is_a_content_or_malformed(@ForAll byte[] data) throws Exception {
        RoomMessage message = signed(data);
        assertThat(message).hasToString("RoomMessage");
        try {
            assertThat(message.decode(AUTHOR.authorId(), CRYPTO)).isNotNull();
        } catch (MalformedDataException e) {
            assertThat(e).hasMessageNotContaining(AUTHOR.authorId().toString());
        }
    }

    private static void assertForged(RoomMessage message, SessionId author) {
        assertThatThrownBy(() -> {
                    Content unused = message.decode(author, CRYPTO);
                })
                .isInstanceOf(SignatureException.class);
    }
}
