package org.session4j.groups.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.session4j.groups.v2.TestGroup.CRYPTO;
import static org.session4j.groups.v2.TestGroup.assertRefused;
import static org.session4j.groups.v2.TestGroup.flipped;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.session4j.groups.GroupException.Reason;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.crypto.X25519PublicKey;

class MultiRecipientCipherTest {

    private final TestGroup group = new TestGroup(1, 3);
    private final MultiRecipientCipher cipher = MultiRecipientCipher.of("test", CRYPTO);

    private MultiRecipientMessage encrypt(List<Bytes> messages, int recipients) throws SessionException {
        List<X25519PublicKey> keys = group.members.subList(0, recipients).stream()
                .map(Account::x25519PublicKey)
                .toList();
        return cipher.encrypt(messages, group.member(0).x25519KeyPair(), keys, new TestGroup.Repeatable(1));
    }

    private Bytes decrypt(MultiRecipientMessage message, int recipient) throws SessionException {
        return cipher.decrypt(
                message,
                group.member(recipient).x25519KeyPair(),
                group.member(0).x25519PublicKey());
    }

    @Property(tries = 100)
    void everyRecipientOpensItsOwn(@ForAll byte[] first, @ForAll byte[] second) throws Exception {
        MultiRecipientMessage made = encrypt(List.of(Bytes.of(first), Bytes.of(second)), 2);
        MultiRecipientMessage read = MultiRecipientMessage.decode(made.encode());
        assertThat(read).isEqualTo(made);
        assertThat(decrypt(read, 0)).isEqualTo(Bytes.of(first));
        assertThat(decrypt(read, 1)).isEqualTo(Bytes.of(second));
        assertRefused(Reason.NOT_FOR_US, () -> {
            Bytes unused = decrypt(read, 2);
        });
    }

    @Test
    void oneMessageCanBeForAll() throws Exception {
        MultiRecipientMessage made = encrypt(List.of(Bytes.utf8("all")), 3);
        assertThat(made.entries()).hasSize(3).doesNotHaveDuplicates();
        for (int i = 0; i < 3; i++) {
            assertThat(decrypt(made, i)).isEqualTo(Bytes.utf8("all"));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> {
            MultiRecipientMessage unused = encrypt(List.of(Bytes.empty(), Bytes.empty()), 3);
        });
    }

    @Test
    void anotherPurposeOrSenderOpensNothing() throws Exception {
        MultiRecipientMessage made = encrypt(List.of(Bytes.utf8("all")), 2);
        assertRefused(Reason.NOT_FOR_US, () -> {
            Bytes unused = MultiRecipientCipher.of("other", CRYPTO)
                    .decrypt(
                            made,
                            group.member(1).x25519KeyPair(),
                            group.member(0).x25519PublicKey());
        });
        assertRefused(Reason.NOT_FOR_US, () -> {
            Bytes unused = cipher.decrypt(
                    made, group.member(1).x25519KeyPair(), group.member(2).x25519PublicKey());
        });
    }

    @Property(tries = 1000)
    void whateverIsReadIsAMessageOrMalformed(@ForAll @Size(max = 200) byte[] bytes) {
        try {
            assertThat(MultiRecipientMessage.decode(Bytes.of(bytes)).nonce().length())
                    .isEqualTo(24);
        } catch (MalformedDataException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
    }

    @Test
    void theRemovedAndNobodyElseLearnThatTheyWere() throws Exception {
        Bytes stored = KickedMessage.encode(group.admin, group.ids().subList(0, 2), 7, new TestGroup.Repeatable(2));
        assertThat(KickedMessage.decode(stored, group.id(), group.member(0).x25519KeyPair(), CRYPTO))
                .isEqualTo(7);
        assertThat(KickedMessage.decode(stored, group.id(), group.member(1).x25519KeyPair(), CRYPTO))
                .isEqualTo(7);
        assertRefused(Reason.NOT_FOR_US, () -> {
            long unused =
                    KickedMessage.decode(stored, group.id(), group.member(2).x25519KeyPair(), CRYPTO);
        });
        assertRefused(Reason.NOT_FOR_US, () -> {
            long unused = KickedMessage.decode(
                    stored, new TestGroup(2, 0).id(), group.member(0).x25519KeyPair(), CRYPTO);
        });
    }

    @Property(tries = 300)
    void aKickedMessageWithOneBitChangedIsRefused(@ForAll @IntRange(min = 0, max = 1 << 16) int bit) throws Exception {
        Bytes stored = KickedMessage.encode(group.admin, group.ids().subList(0, 1), 7, new TestGroup.Repeatable(2));
        assertThatThrownBy(() -> {
                    long unused = KickedMessage.decode(
                            flipped(stored, bit), group.id(), group.member(0).x25519KeyPair(), CRYPTO);
                })
                .isInstanceOf(SessionException.class);
    }

    @Test
    void aMemberCannotKickAndAGenerationIsANumber() throws Exception {
        Account other = group.member(1);
        List<X25519PublicKey> victim = List.of(group.member(0).x25519PublicKey());
        byte[] text = Arrays.copyOf(group.member(0).x25519PublicKey().toByteArray(), 33);
        text[32] = '7';
        MultiRecipientCipher kicks = MultiRecipientCipher.of("SessionGroupKickedMessage", CRYPTO);
        Bytes forged = kicks.encrypt(
                        List.of(Bytes.of(text)), other.x25519KeyPair(), victim, new TestGroup.Repeatable(3))
                .encode();
        assertRefused(Reason.NOT_FOR_US, () -> {
            long unused =
                    KickedMessage.decode(forged, group.id(), group.member(0).x25519KeyPair(), CRYPTO);
        });
        text[32] = '-';
        Bytes odd = kicks.encrypt(List.of(Bytes.of(text)), group.admin.toX25519(), victim, new TestGroup.Repeatable(3))
                .encode();
        assertThatThrownBy(() -> {
                    long unused = KickedMessage.decode(
                            odd, group.id(), group.member(0).x25519KeyPair(), CRYPTO);
                })
                .isInstanceOf(MalformedDataException.class);
    }
}
