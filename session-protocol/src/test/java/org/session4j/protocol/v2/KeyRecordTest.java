package org.session4j.protocol.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.SignatureException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.SecretBytes;
import org.session4j.protocol.crypto.XEd25519;
import org.session4j.protocol.wire.BtString;
import org.session4j.protocol.wire.BtValue;
import org.session4j.protocol.wire.SignedDict;

class KeyRecordTest {

    private static final Crypto CRYPTO = Crypto.named("bouncycastle");
    private static final SecureRandom RANDOM = new SecureRandom();

    private static HybridPublicKey keys() {
        byte[] seed = new byte[KeyUse.SEED_LENGTH];
        RANDOM.nextBytes(seed);
        return HybridKeyPair.ofSeed(SecretBytes.of(seed), KeyUse.ACCOUNT, CRYPTO)
                .publicKey();
    }

    /** Of any account, so that keys of both signs come. */
    @Property(tries = 50)
    void aSessionIdIsEnoughToVerify(@ForAll boolean deterministic) throws Exception {
        Account account = Account.generate(RANDOM, CRYPTO);
        HybridPublicKey keys = keys();
        KeyRecord record = deterministic
                ? KeyRecord.signDeterministic(keys, account.ed25519KeyPair(), CRYPTO)
                : KeyRecord.sign(keys, account.ed25519KeyPair(), RANDOM, CRYPTO);

        assertThat(record.encoded().length()).isEqualTo(KeyRecord.LENGTH);
        assertThat(KeyRecord.decode(record.encoded(), account.sessionId(), CRYPTO)
                        .keys())
                .isEqualTo(keys);
        assertThatThrownBy(() -> KeyRecord.decode(
                        record.encoded(), Account.generate(RANDOM, CRYPTO).sessionId(), CRYPTO))
                .isInstanceOf(SignatureException.class);
    }

    @Test
    void anyFlippedBitIsRefused() {
        Account account = Account.generate(RANDOM, CRYPTO);
        byte[] good = KeyRecord.signDeterministic(keys(), account.ed25519KeyPair(), CRYPTO)
                .encoded()
                .toByteArray();

        for (int at = 0; at < good.length; at++) {
            byte[] flipped = good.clone();
            flipped[at] ^= (byte) (1 << at % 8);
            assertThatThrownBy(() -> KeyRecord.decode(Bytes.of(flipped), account.sessionId(), CRYPTO))
                    .as("byte %s", at)
                    .isInstanceOf(SessionException.class);
        }
    }

    @Property
    void whatIsNoRecordIsRefused(@ForAll byte[] random, @ForAll @IntRange(max = KeyRecord.LENGTH - 1) int length) {
        Account account = Account.ofSeed(new byte[16], CRYPTO);
        byte[] good = KeyRecord.signDeterministic(FIXED, account.ed25519KeyPair(), CRYPTO)
                .encoded()
                .toByteArray();
        for (byte[] bytes : new byte[][] {random, Arrays.copyOf(good, length), Arrays.copyOf(good, good.length + 1)}) {
            assertThatThrownBy(() -> KeyRecord.decode(Bytes.of(bytes), account.sessionId(), CRYPTO))
                    .isInstanceOf(MalformedDataException.class);
        }
    }

    private static final HybridPublicKey FIXED = keys();

    /** Signed by its owner all the same: what cannot be encrypted to is no key. */
    @Test
    void keysThatCannotBeUsedAreRefused() throws Exception {
        Account account = Account.generate(RANDOM, CRYPTO);
        byte[] tooLarge = FIXED.mlkem768().toByteArray();
        tooLarge[0] = (byte) 0xff;
        tooLarge[1] = (byte) 0xff;
        byte[] point = FIXED.x25519().toByteArray();

        assertThatThrownBy(() -> KeyRecord.decode(signed(account, tooLarge, point), account.sessionId(), CRYPTO))
                .isInstanceOf(MalformedDataException.class);
        assertThatThrownBy(() -> KeyRecord.decode(
                        signed(account, FIXED.mlkem768().toByteArray(), new byte[32]), account.sessionId(), CRYPTO))
                .isInstanceOf(MalformedDataException.class);
        assertThat(KeyRecord.decode(signed(account, FIXED.mlkem768().toByteArray(), point), account.sessionId(), CRYPTO)
                        .keys())
                .isEqualTo(FIXED);
    }

    private static Bytes signed(Account account, byte[] mlkem, byte[] x25519) {
        Map<Bytes, BtValue> entries = Map.of(
                Bytes.utf8("M"), new BtString(Bytes.of(mlkem)),
                Bytes.utf8("X"), new BtString(Bytes.of(x25519)),
                // Keys that are not known yet are covered and passed over.
                Bytes.utf8("Y"), BtString.utf8("later"));
        byte[] body = SignedDict.body(entries);
        byte[] signature = XEd25519.sign(body, account.x25519KeyPair(), RANDOM, CRYPTO);
        return Bytes.of(SignedDict.close(SignedDict.append(body, Bytes.utf8("~"), signature)));
    }

    /** Known limit: nothing in a record says when it was made. {@link PeerKeys} notices one that comes back. */
    @Test
    void anOlderRecordVerifiesToo() throws Exception {
        Account account = Account.generate(RANDOM, CRYPTO);
        KeyRecord older = KeyRecord.sign(keys(), account.ed25519KeyPair(), RANDOM, CRYPTO);
        KeyRecord.sign(keys(), account.ed25519KeyPair(), RANDOM, CRYPTO);

        assertThat(KeyRecord.decode(older.encoded(), account.sessionId(), CRYPTO)
                        .keys())
                .isEqualTo(older.keys());
    }

    /** The words that are signed differ in each kind of message, so that none passes for another. */
    @Test
    void aSignatureOfAnotherKindIsRefused() {
        Account account = Account.generate(RANDOM, CRYPTO);
        byte[] body = SignedDict.body(Map.of(
                Bytes.utf8("S"),
                new BtString(Bytes.of(account.ed25519PublicKey().toByteArray())),
                Bytes.utf8("c"),
                BtString.utf8("hello")));
        byte[] signature = XEd25519.signDeterministic(body, account.ed25519KeyPair(), CRYPTO);
        Bytes asRecord = Bytes.of(SignedDict.close(SignedDict.append(body, Bytes.utf8("~"), signature)));
        assertThatThrownBy(() -> KeyRecord.decode(asRecord, account.sessionId(), CRYPTO))
                .isInstanceOf(MalformedDataException.class);

        byte[] plain = account.sign(body);
        Bytes asContent = Bytes.of(SignedDict.close(SignedDict.append(body, Bytes.utf8("~"), plain)));
        assertThatThrownBy(() -> V2Content.decode(asContent, account.sessionId(), CRYPTO))
                .isInstanceOf(SignatureException.class);
        assertThat(new String(body, StandardCharsets.ISO_8859_1)).startsWith("d1:S32:");
    }
}
