package org.session4j.groups.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.session4j.groups.v2.TestGroup.CRYPTO;
import static org.session4j.groups.v2.TestGroup.assertRefused;
import static org.session4j.groups.v2.TestGroup.flipped;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.session4j.protocol.crypto.SecretBytes;
import org.session4j.protocol.wire.BtDict;
import org.session4j.protocol.wire.BtInteger;
import org.session4j.protocol.wire.BtString;
import org.session4j.protocol.wire.BtValue;
import org.session4j.protocol.wire.Zstd;

class GroupCipherTest {

    private final TestGroup group = new TestGroup(1, 2);
    private final Account author = group.member(0);
    private final SecretBytes key = SecretBytes.of(group.bytes(32));
    private final GroupCipher cipher = GroupCipher.of(CRYPTO);

    private Bytes encrypt(GroupCipher how, byte[] plaintext) throws SessionException {
        return how.encrypt(Bytes.of(plaintext), author.ed25519KeyPair(), group.id(), key, new TestGroup.Repeatable(5));
    }

    private GroupCipher.Opened decrypt(Bytes stored) throws SessionException {
        return cipher.decrypt(stored, group.id(), List.of(SecretBytes.of(new byte[32]), key));
    }

    @Property(tries = 300)
    void whatIsEncryptedOpensWithItsAuthor(
            @ForAll @Size(min = 1, max = 600) byte[] plaintext,
            @ForAll boolean compress,
            @ForAll @IntRange(min = 0, max = 300) int padding)
            throws Exception {
        GroupCipher how = (compress ? cipher : cipher.withoutCompression()).withPadding(padding);
        Bytes stored = encrypt(how, plaintext);
        GroupCipher.Opened opened = decrypt(stored);
        assertThat(opened.plaintext()).isEqualTo(Bytes.of(plaintext));
        assertThat(opened.author()).isEqualTo(author.sessionId());
        assertThat(opened.authorKey()).isEqualTo(author.ed25519PublicKey());
        if (padding > 0) {
            assertThat(stored.length() % padding).isZero();
        }
    }

    @Test
    void lengthsAreMultiplesOf256() throws Exception {
        assertThat(encrypt(cipher, new byte[] {1}).length()).isEqualTo(256);
        assertThat(encrypt(cipher, group.bytes(300)).length()).isEqualTo(512);
    }

    @Property(tries = 300)
    void aMessageWithOneBitChangedIsRefused(@ForAll @IntRange(min = 0, max = 256 * 8 - 1) int bit) throws Exception {
        Bytes stored = encrypt(cipher, new byte[] {1, 2, 3});
        assertRefused(Reason.UNKNOWN_KEY, () -> {
            GroupCipher.Opened unused = decrypt(flipped(stored, bit));
        });
    }

    @Property(tries = 100)
    void aMessageThatIsCutOffIsRefused(@ForAll @IntRange(min = 0, max = 255) int length) throws Exception {
        Bytes stored = encrypt(cipher, new byte[] {1, 2, 3});
        assertThatThrownBy(() -> {
                    GroupCipher.Opened unused = decrypt(stored.slice(0, length));
                })
                .isInstanceOf(SessionException.class);
    }

    @Test
    void withoutTheKeyNothingOpens() throws Exception {
        Bytes stored = encrypt(cipher, new byte[] {1});
        assertRefused(Reason.UNKNOWN_KEY, () -> {
            GroupCipher.Opened unused = cipher.decrypt(stored, group.id(), List.of(SecretBytes.of(new byte[32])));
        });
        assertRefused(Reason.UNKNOWN_KEY, () -> {
            GroupCipher.Opened unused = cipher.decrypt(stored, group.id(), List.of());
        });
    }

    @Test
    void whatWasSaidInAnotherGroupIsRefusedEvenUnderTheSameKey() throws Exception {
        Bytes stored = encrypt(cipher, new byte[] {1});
        assertRefused(Reason.BAD_SIGNATURE, () -> {
            GroupCipher.Opened unused = cipher.decrypt(stored, new TestGroup(2, 0).id(), List.of(key));
        });
    }

    // --- What a member could write who has the key ---

    private Map<Bytes, BtValue> dict(Bytes data, String dataKey) {
        byte[] covered = Arrays.copyOf(data.toByteArray(), data.length() + 32);
        System.arraycopy(group.id().publicKey().toByteArray(), 0, covered, data.length(), 32);
        Map<Bytes, BtValue> dict = new HashMap<>();
        dict.put(Bytes.empty(), new BtInteger(1));
        dict.put(
                Bytes.utf8("a"), new BtString(Bytes.of(author.ed25519PublicKey().toByteArray())));
        dict.put(Bytes.utf8(dataKey), new BtString(data));
        dict.put(Bytes.utf8("s"), new BtString(Bytes.of(author.sign(covered))));
        return dict;
    }

    private Bytes seal(byte[] dict) {
        byte[] nonce = new byte[24];
        byte[] sealed = CRYPTO.xchacha20Poly1305Encrypt(dict, nonce, key.exposeSecretBytes());
        byte[] stored = Arrays.copyOf(nonce, nonce.length + sealed.length);
        System.arraycopy(sealed, 0, stored, nonce.length, sealed.length);
        return Bytes.of(stored);
    }

    private void assertMalformed(byte[] dict) {
        assertThatThrownBy(() -> {
                    GroupCipher.Opened unused = decrypt(seal(dict));
                })
                .isInstanceOf(MalformedDataException.class);
    }

    @Test
    void theDictOfTheseTestsIsAGoodOne() throws Exception {
        byte[] encoded = BtDict.of(dict(Bytes.utf8("hello"), "d")).encode();
        assertThat(decrypt(seal(encoded)).plaintext()).isEqualTo(Bytes.utf8("hello"));
        assertThat(decrypt(seal(Arrays.copyOf(encoded, 1000))).plaintext()).isEqualTo(Bytes.utf8("hello"));
    }

    @Test
    void aMemberCannotSpeakAsAnother() {
        Map<Bytes, BtValue> dict = dict(Bytes.utf8("hello"), "d");
        dict.put(
                Bytes.utf8("a"),
                new BtString(Bytes.of(group.member(1).ed25519PublicKey().toByteArray())));
        assertRefused(Reason.BAD_SIGNATURE, () -> {
            GroupCipher.Opened unused = decrypt(seal(BtDict.of(dict).encode()));
        });
    }

    @Test
    void anotherVersionIsRefused() {
        Map<Bytes, BtValue> dict = dict(Bytes.utf8("hello"), "d");
        dict.put(Bytes.empty(), new BtInteger(2));
        assertRefused(Reason.UNSUPPORTED_VERSION, () -> {
            GroupCipher.Opened unused = decrypt(seal(BtDict.of(dict).encode()));
        });
        dict.remove(Bytes.empty());
        assertRefused(Reason.UNSUPPORTED_VERSION, () -> {
            GroupCipher.Opened unused = decrypt(seal(BtDict.of(dict).encode()));
        });
    }

    @Test
    void dataThatAreMissingEmptyOrThereTwiceAreMalformed() {
        Map<Bytes, BtValue> both = dict(Bytes.utf8("hello"), "d");
        both.put(Bytes.utf8("z"), new BtString(Bytes.utf8("hello")));
        assertMalformed(BtDict.of(both).encode());
        assertMalformed(BtDict.of(dict(Bytes.utf8("hello"), "x")).encode());
        assertMalformed(BtDict.of(dict(Bytes.empty(), "d")).encode());
        assertMalformed(new byte[0]);
        assertMalformed(new byte[300]);
        assertMalformed(Bytes.utf8("i1e").toByteArray());
        assertMalformed(Bytes.utf8("de").slice(0, 1).toByteArray());
    }

    @Test
    void whatWouldDecompressToMoreThanTheLimitIsMalformed() throws Exception {
        Bytes atLimit = Bytes.of(Zstd.compress(new byte[GroupCipher.MAX_PLAINTEXT]));
        assertThat(decrypt(seal(BtDict.of(dict(atLimit, "z")).encode()))
                        .plaintext()
                        .length())
                .isEqualTo(GroupCipher.MAX_PLAINTEXT);
        Bytes beyond = Bytes.of(Zstd.compress(new byte[GroupCipher.MAX_PLAINTEXT + 1]));
        assertMalformed(BtDict.of(dict(beyond, "z")).encode());
        assertMalformed(BtDict.of(dict(atLimit.slice(0, atLimit.length() - 1), "z"))
                .encode());
        assertMalformed(BtDict.of(dict(Bytes.utf8("no frame"), "z")).encode());
    }

    @Test
    void dataNestedDeepAreMalformed() {
        byte[] deep = new byte[40_000];
        Arrays.fill(deep, (byte) 'l');
        System.arraycopy(Bytes.utf8("d1:!").toByteArray(), 0, deep, 0, 4);
        deep[deep.length - 1] = 'e';
        assertMalformed(deep);
    }

    @Property(tries = 1000)
    void whateverAMemberWritesIsRefusedWithATypedException(@ForAll @Size(max = 300) byte[] bytes) {
        assertThatThrownBy(() -> {
                    GroupCipher.Opened unused = decrypt(seal(bytes));
                })
                .isInstanceOf(SessionException.class);
    }

    @Test
    void aPlaintextBeyondTheLimitIsNotEncrypted() {
        assertRefused(Reason.OVER_LIMIT, () -> {
            Bytes unused = encrypt(cipher, new byte[GroupCipher.MAX_PLAINTEXT + 1]);
        });
    }
}
