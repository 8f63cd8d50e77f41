package org.session4j.protocol.blinding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.session4j.protocol.blinding.TestServer.CRYPTO;
import static org.session4j.protocol.blinding.TestServer.account;
import static org.session4j.protocol.blinding.TestServer.cipher;
import static org.session4j.protocol.blinding.TestServer.flipped;
import static org.session4j.protocol.blinding.TestServer.withOrderTwo;

import java.security.SecureRandom;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.SessionId;

class BlindedMessageCipherTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] HELLO = {'h', 'i'};

    /** Two people and a stranger on one server. */
    private static final class Story {

        final Account alice = account(1);
        final BlindedMessageCipher sender;
        final BlindedMessageCipher recipient;
        final BlindedMessageCipher stranger;
        final SessionId from;
        final SessionId to;
        final byte[] encrypted;

        Story(IdKind kind) throws MalformedDataException {
            sender = cipher(kind, alice, 7);
            recipient = cipher(kind, account(2), 7);
            stranger = cipher(kind, account(3), 7);
            from = sender.ownId();
            to = recipient.ownId();
            encrypted = sender.encrypt(HELLO, to, RANDOM);
        }

        /** A message with another key within, as a cheat would make it. */
        byte[] withKeyWithin(byte[] key) throws MalformedDataException {
            byte[] inner = Arrays.copyOf(HELLO, HELLO.length + 32);
            System.arraycopy(key, 0, inner, HELLO.length, 32);
            byte[] nonce = new byte[24];
            byte[] box = CRYPTO.xchacha20Poly1305Encrypt(
                    inner, nonce, sender.key(from, to).exposeSecretBytes());
            byte[] all = new byte[1 + box.length + nonce.length];
            System.arraycopy(box, 0, all, 1, box.length);
            return all;
        }
    }

    private static ThrowingCallable opening(
            BlindedMessageCipher cipher, byte[] encrypted, SessionId sender, SessionId recipient) {
        return () -> {
            BlindedMessage unused = cipher.decrypt(encrypted, sender, recipient);
        };
    }

    @Property(tries = 100)
    void both_sides_read_what_was_written(@ForAll long alice, @ForAll long where, @ForAll byte[] message)
            throws Exception {
        for (IdKind kind : new IdKind[] {IdKind.BLINDED_15, IdKind.BLINDED_25}) {
            Account writer = account(alice);
            BlindedMessageCipher sender = cipher(kind, writer, where);
            BlindedMessageCipher recipient = cipher(kind, account(alice + 1), where);
            byte[] encrypted = sender.encrypt(message, recipient.ownId(), RANDOM);
            BlindedMessage expected =
                    new BlindedMessage(writer.sessionId(), writer.ed25519PublicKey(), Bytes.of(message));

            assertThat(encrypted).hasSize(message.length + BlindedMessageCipher.OVERHEAD);
            assertThat(recipient.decrypt(encrypted, sender.ownId(), recipient.ownId()))
                    .isEqualTo(expected);
            assertThat(sender.decrypt(encrypted, sender.ownId(), recipient.ownId()))
                    .isEqualTo(expected);
        }
    }

    @Property(tries = 50)
    void one_can_write_to_oneself(@ForAll long person, @ForAll byte[] message) throws Exception {
        BlindedMessageCipher cipher = cipher(IdKind.BLINDED_15, account(person), 7);
        byte[] encrypted = cipher.encrypt(message, cipher.ownId(), RANDOM);
        assertThat(cipher.decrypt(encrypted, cipher.ownId(), cipher.ownId()).message())
                .isEqualTo(Bytes.of(message));
    }

    @ParameterizedTest
    @EnumSource(names = {"BLINDED_15", "BLINDED_25"})
    void any_flipped_bit_keeps_it_closed(IdKind kind) throws Exception {
        Story story = new Story(kind);
        for (int bit = 0; bit < story.encrypted.length * 8; bit++) {
            byte[] changed = flipped(story.encrypted, bit);
            assertThatThrownBy(opening(story.recipient, changed, story.from, story.to))
                    .as("bit %d", bit)
                    .isInstanceOf(bit < 8 ? MalformedDataException.class : DecryptionException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BLINDED_15", "BLINDED_25"})
    void any_flipped_bit_of_the_ids_keeps_it_closed(IdKind kind) throws Exception {
        Story story = new Story(kind);
        for (int bit = 0; bit < 256; bit++) {
            SessionId otherSender = SessionId.of(kind, flipped(story.from.key(), bit));
            SessionId otherRecipient = SessionId.of(kind, flipped(story.to.key(), bit));
            assertThatThrownBy(opening(story.recipient, story.encrypted, otherSender, story.to))
                    .isInstanceOf(SessionException.class);
            assertThatThrownBy(opening(story.recipient, story.encrypted, story.from, otherRecipient))
                    .isInstanceOf(SessionException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BLINDED_15", "BLINDED_25"})
    void a_part_of_it_or_more_than_it_stays_closed(IdKind kind) throws Exception {
        Story story = new Story(kind);
        for (int length = 0; length < story.encrypted.length; length++) {
            byte[] part = Arrays.copyOf(story.encrypted, length);
            assertThatThrownBy(opening(story.recipient, part, story.from, story.to))
                    .isInstanceOf(length < 41 ? MalformedDataException.class : DecryptionException.class);
        }
        byte[] longer = Arrays.copyOf(story.encrypted, story.encrypted.length + 1);
        assertThatThrownBy(opening(story.recipient, longer, story.from, story.to))
                .isInstanceOf(DecryptionException.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"BLINDED_15", "BLINDED_25"})
    void nobody_else_opens_it_and_no_other_server_is_meant(IdKind kind) throws Exception {
        Story story = new Story(kind);
        BlindedMessageCipher elsewhere = cipher(kind, account(2), 8);
        assertThatThrownBy(opening(story.stranger, story.encrypted, story.from, story.to))
                .isInstanceOf(DecryptionException.class);
        assertThatThrownBy(opening(elsewhere, story.encrypted, story.from, story.to))
                .isInstanceOf(DecryptionException.class);
        assertThatThrownBy(opening(story.recipient, story.encrypted, story.stranger.ownId(), story.to))
                .isInstanceOf(DecryptionException.class);
        // A server cannot turn it round, although the two share one secret.
        assertThatThrownBy(opening(story.recipient, story.encrypted, story.to, story.from))
                .isInstanceOf(DecryptionException.class);
    }

    @Property(tries = 1000)
    void whatever_is_taken_for_a_message_stays_closed(@ForAll byte[] bytes, @ForAll boolean versioned)
            throws Exception {
        Story story = new Story(IdKind.BLINDED_15);
        byte[] any = bytes.clone();
        if (versioned && any.length > 0) {
            any[0] = 0;
        }
        assertThatThrownBy(opening(story.recipient, any, story.from, story.to)).isInstanceOf(SessionException.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"BLINDED_15", "BLINDED_25"})
    void nobody_writes_in_the_name_of_another(IdKind kind) throws Exception {
        Story story = new Story(kind);
        byte[] own = story.alice.ed25519PublicKey().toByteArray();
        byte[] others = account(3).ed25519PublicKey().toByteArray();
        assertThat(story.recipient
                        .decrypt(story.withKeyWithin(own), story.from, story.to)
                        .sender())
                .isEqualTo(story.alice.sessionId());
        assertThatThrownBy(opening(story.recipient, story.withKeyWithin(others), story.from, story.to))
                .isInstanceOf(DecryptionException.class);
        assertThatThrownBy(opening(story.recipient, story.withKeyWithin(withOrderTwo(own)), story.from, story.to))
                .isInstanceOf(MalformedDataException.class);
        assertThatThrownBy(opening(story.recipient, story.withKeyWithin(new byte[32]), story.from, story.to))
                .isInstanceOf(MalformedDataException.class);
    }

    @Test
    void a_message_without_a_key_within_is_malformed() throws Exception {
        Story story = new Story(IdKind.BLINDED_15);
        byte[] key = story.sender.key(story.from, story.to).exposeSecretBytes();
        byte[] box = CRYPTO.xchacha20Poly1305Encrypt(new byte[31], new byte[24], key);
        byte[] all = new byte[1 + box.length + 24];
        System.arraycopy(box, 0, all, 1, box.length);
        assertThatThrownBy(opening(story.recipient, all, story.from, story.to))
                .isInstanceOf(MalformedDataException.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"BLINDED_15", "BLINDED_25"})
    void an_id_that_would_tell_of_the_secret_is_refused(IdKind kind) throws Exception {
        Story story = new Story(kind);
        byte[] neutral = new byte[32];
        neutral[0] = 1;
        byte[] beyondPrime = new byte[32];
        Arrays.fill(beyondPrime, (byte) 0xff);
        for (byte[] point : new byte[][] {withOrderTwo(story.to.key()), new byte[32], neutral, beyondPrime}) {
            SessionId bad = SessionId.of(kind, point);
            assertThatThrownBy(() -> {
                        byte[] unused = story.sender.encrypt(HELLO, bad, RANDOM);
                    })
                    .isInstanceOf(MalformedDataException.class);
            assertThatThrownBy(opening(story.recipient, story.encrypted, bad, story.to))
                    .isInstanceOf(MalformedDataException.class);
        }
    }

    @Test
    void ids_of_another_kind_are_refused() throws Exception {
        Story story = new Story(IdKind.BLINDED_15);
        SessionId id25 = cipher(IdKind.BLINDED_25, account(2), 7).ownId();
        assertThatThrownBy(() -> {
                    byte[] unused = story.sender.encrypt(HELLO, id25, RANDOM);
                })
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(opening(story.recipient, story.encrypted, id25, story.to))
                .isInstanceOf(MalformedDataException.class);
        assertThatThrownBy(opening(story.recipient, story.encrypted, story.from, id25))
                .isInstanceOf(MalformedDataException.class);
    }

    @Test
    void after_its_end_nothing_is_read_or_written() throws Exception {
        Story story = new Story(IdKind.BLINDED_15);
        story.recipient.destroy();
        assertThat(story.recipient.isDestroyed()).isTrue();
        assertThat(story.recipient).hasToString("BlindedMessageCipher");
        assertThatThrownBy(opening(story.recipient, story.encrypted, story.from, story.to))
                .isInstanceOf(IllegalStateException.class);
    }
}
