package org.session4j.protocol.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.SignatureException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519KeyPair;
import org.session4j.protocol.crypto.SecretBytes;
import org.session4j.protocol.crypto.X25519PublicKey;
import org.session4j.protocol.wire.FormatDetection;

class V2CipherTest {

    private static final Crypto CRYPTO = Crypto.named("bouncycastle");
    private static final V2Cipher CIPHER = V2Cipher.of(CRYPTO);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Account ALICE = Account.generate(RANDOM, CRYPTO);
    private static final Account BOB = Account.generate(RANDOM, CRYPTO);
    private static final Account EVE = Account.generate(RANDOM, CRYPTO);
    private static final HybridKeyPair KEY = key();
    private static final HybridKeyPair OTHER = key();
    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);

    private static HybridKeyPair key() {
        byte[] seed = new byte[KeyUse.SEED_LENGTH];
        RANDOM.nextBytes(seed);
        return HybridKeyPair.ofSeed(SecretBytes.of(seed), KeyUse.ACCOUNT, CRYPTO);
    }

    private static byte[] toBob(byte[] content) throws SessionException {
        return CIPHER.encrypt(content, ALICE.ed25519KeyPair(), BOB.sessionId(), KEY.publicKey(), null, RANDOM);
    }

    private static byte[] longTermToBob(byte[] content) throws SessionException {
        return CIPHER.encryptLongTerm(
                content, ALICE.ed25519KeyPair(), BOB.sessionId(), null, Decoy.THROW_AWAY_KEY, RANDOM);
    }

    private static V2Message open(byte[] stored, HybridKeyPair... keys) throws SessionException {
        return CIPHER.decrypt(stored, BOB.x25519KeyPair(), List.of(keys));
    }

    /** What the outcome of a message is called; anything but these four ends the test. */
    private static String outcome(byte[] stored, HybridKeyPair... keys) {
        try {
            return open(stored, keys).isForwardSecret() ? "pfs" : "no pfs";
        } catch (DecryptionException e) {
            return "no key";
        } catch (SessionException e) {
            return FormatDetection.detect(stored) == FormatDetection.V2 ? "bad format" : "not v2";
        }
    }

    @Property(tries = 100)
    void theRecipientReadsWhatTheSenderWrote(@ForAll byte[] content, @ForAll boolean withPro) throws Exception {
        Ed25519KeyPair pro = withPro ? Ed25519KeyPair.generate(RANDOM, CRYPTO) : null;
        byte[] stored = CIPHER.encrypt(content, ALICE.ed25519KeyPair(), BOB.sessionId(), KEY.publicKey(), pro, RANDOM);
        V2Message opened = open(stored, OTHER, KEY);

        assertThat(stored).hasSize(V2Cipher.encryptedLength(content.length, withPro));
        assertThat(FormatDetection.detect(stored)).isEqualTo(FormatDetection.V2);
        assertThat(opened.openedBy()).isEqualTo(KEY.publicKey());
        assertThat(opened.signed().sender()).isEqualTo(ALICE.sessionId());
        assertThat(opened.signed().senderKey()).isEqualTo(ALICE.ed25519PublicKey());
        assertThat(opened.signed().content()).isEqualTo(Bytes.of(content));
        assertThat(opened.signed().proSignature() != null).isEqualTo(withPro);
        assertThat(CIPHER.decryptWith(stored, BOB.sessionId(), KEY)).isEqualTo(opened.signed());
    }

    @Property(tries = 100)
    void withoutAnAccountKeyTheLongTermKeyOpensAndItIsSaid(@ForAll byte[] content, @ForAll Decoy decoy)
            throws Exception {
        byte[] stored = CIPHER.encryptLongTerm(content, ALICE.ed25519KeyPair(), BOB.sessionId(), null, decoy, RANDOM);
        V2Message opened = open(stored, KEY);

        assertThat(stored).hasSize(V2Cipher.encryptedLength(content.length, false));
        assertThat(opened.isForwardSecret()).isFalse();
        assertThat(opened.signed().content()).isEqualTo(Bytes.of(content));
        assertThat(CIPHER.decryptLongTerm(stored, BOB.x25519KeyPair())).isEqualTo(opened.signed());
    }

    @Test
    void longTermKeysDoNotOpenAForwardSecretMessage() throws Exception {
        byte[] stored = toBob(HELLO);

        assertThat(outcome(stored)).isEqualTo("no key");
        assertThat(outcome(stored, OTHER)).isEqualTo("no key");
        assertThatThrownBy(() -> CIPHER.decrypt(stored, ALICE.x25519KeyPair(), List.of(KEY)))
                .isInstanceOf(DecryptionException.class);
        assertThatThrownBy(() -> CIPHER.decryptLongTerm(stored, BOB.x25519KeyPair()))
                .isInstanceOf(DecryptionException.class);
        assertThat(outcome(stored, KEY)).isEqualTo("pfs");
    }

    @Test
    void bothHalvesOfTheAccountKeyAreNeeded() throws Exception {
        byte[] stored = toBob(HELLO);
        HybridKeyPair wrongX25519 = HybridKeyPair.ofSecretKeys(
                OTHER.x25519().secretKey().exposeSecretBytes(),
                KEY.mlkem768SecretKey().exposeSecretBytes(),
                CRYPTO);
        HybridKeyPair wrongMlkem = HybridKeyPair.ofSecretKeys(
                KEY.x25519().secretKey().exposeSecretBytes(),
                OTHER.mlkem768SecretKey().exposeSecretBytes(),
                CRYPTO);

        assertThat(outcome(stored, wrongX25519, wrongMlkem)).isEqualTo("no key");
        assertThatThrownBy(() -> CIPHER.decryptWith(stored, BOB.sessionId(), wrongMlkem))
                .isInstanceOf(DecryptionException.class);
        assertThatThrownBy(() -> CIPHER.decryptWith(stored, BOB.sessionId(), wrongX25519))
                .isInstanceOf(DecryptionException.class);
    }

    @Test
    void anyFlippedBitKeepsItClosed() throws Exception {
        byte[] stored = toBob(HELLO);

        for (int bit = 0; bit < stored.length * 8; bit++) {
            stored[bit / 8] ^= (byte) (1 << bit % 8);
            String expected = bit < 16 ? "not v2" : "no key";
            assertThat(outcome(stored, KEY)).as("bit %s", bit).isEqualTo(expected);
            // Also without the help of the indicator.
            int flipped = bit;
            if (bit >= 32) {
                assertThatThrownBy(() -> CIPHER.decryptWith(stored, BOB.sessionId(), KEY))
                        .as("bit %s", flipped)
                        .isInstanceOf(SessionException.class);
            }
            stored[bit / 8] ^= (byte) (1 << bit % 8);
        }
        assertThat(outcome(stored, KEY)).isEqualTo("pfs");
    }

    /** Known limit: two bytes and the slot of the ciphertext are covered by nothing, so that copies open alike. */
    @Test
    void withoutAnAccountKeyOnlyTheIndicatorAndTheDecoyMayChange() throws Exception {
        byte[] stored = longTermToBob(HELLO);
        V2Content content = open(stored).signed();

        for (int at = 0; at < stored.length; at++) {
            stored[at] ^= 0x10;
            boolean free = at == 2 || at == 3 || at >= 36 && at < 1124;
            assertThat(outcome(stored, KEY))
                    .as("byte %s", at)
                    .isEqualTo(at < 2 ? "not v2" : free ? "no pfs" : "no key");
            if (free) {
                assertThat(open(stored).signed()).isEqualTo(content);
            }
            stored[at] ^= 0x10;
        }
    }

    @Property
    void whatIsNoMessageHasOneOfTheKnownOutcomes(
            @ForAll @Size(max = 2000) byte[] random, @ForAll @IntRange(max = 3) int version) {
        byte[] stored = random.clone();
        if (stored.length > 1) {
            stored[0] = 0;
            stored[1] = (byte) version;
        }
        assertThat(outcome(random, KEY)).isIn("not v2", "bad format", "no key");
        assertThat(outcome(stored, KEY)).isIn("not v2", "bad format", "no key");
    }

    @Property(tries = 200)
    void whatIsCutOffOrAddedKeepsItClosed(@ForAll @IntRange(max = 1791) int length) throws Exception {
        byte[] stored = toBob(new byte[280]);

        assertThat(outcome(Arrays.copyOf(stored, length), KEY)).isIn("not v2", "no key");
        assertThat(outcome(Arrays.copyOf(stored, stored.length + 1 + length % 300), KEY))
                .isEqualTo("no key");
    }

    @Property
    void anyContentIsHiddenAmongThoseOfItsLength(@ForAll @IntRange(max = V2Cipher.MAX_CONTENT) int length) {
        int wire = V2Cipher.encryptedLength(length, false);

        assertThat(wire % 256).isZero();
        assertThat(wire).isBetween(1536, 76_800);
        assertThat(wire == 1536).isEqualTo(length <= 279);
    }

    @Test
    void contentThatNoSwarmWouldStoreIsRefused() throws Exception {
        assertThat(toBob(new byte[V2Cipher.MAX_CONTENT])).hasSize(76_800);
        assertThatIllegalArgumentException().isThrownBy(() -> toBob(new byte[V2Cipher.MAX_CONTENT + 1]));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CIPHER.encryptLongTerm(
                        new byte[75_471],
                        ALICE.ed25519KeyPair(),
                        BOB.sessionId(),
                        ALICE.ed25519KeyPair(),
                        Decoy.RANDOM_BYTES,
                        RANDOM));
    }

    @Test
    void equalMessagesShareNothing() throws Exception {
        byte[] one = toBob(HELLO);
        byte[] two = toBob(HELLO);

        for (int[] part : new int[][] {{4, 36}, {36, 1124}, {1124, 1536}}) {
            assertThat(Arrays.copyOfRange(one, part[0], part[1]))
                    .isNotEqualTo(Arrays.copyOfRange(two, part[0], part[1]));
        }
        assertThat(open(one, KEY)).isEqualTo(open(two, KEY));
    }

    /** A message that somebody made as the cipher does, around any signed content. */
    private static byte[] sealed(byte[] inner, HybridPublicKey key, SessionId recipient) throws SessionException {
        byte[] empty = CIPHER.encrypt(new byte[0], ALICE.ed25519KeyPair(), recipient, key, null, new Fixed());
        byte[] e = new byte[32];
        Arrays.fill(e, Fixed.VALUE);
        byte[] both = CRYPTO.mlkem768Encapsulate(key.mlkem768().toByteArray(), e);
        X25519PublicKey ephemeral = X25519PublicKey.of(CRYPTO.x25519Base(e));
        byte[] combined = V2Secrets.combine(
                Arrays.copyOfRange(both, 1088, 1120),
                CRYPTO.x25519(e, key.x25519().toByteArray()),
                ephemeral,
                key.x25519(),
                CRYPTO);
        byte[] message = Arrays.copyOf(empty, 1536);
        Arrays.fill(message, 1124, 1536, (byte) 0);
        System.arraycopy(inner, 0, message, 1124, inner.length);
        V2Secrets.expand(combined, CRYPTO).seal(message, 1124, 1536 - 1124 - 16, CRYPTO);
        return message;
    }

    /** Always draws the same. */
    private static final class Fixed extends SecureRandom {

        private static final long serialVersionUID = 1L;
        private static final byte VALUE = 7;

        @Override
        public void nextBytes(byte[] bytes) {
            Arrays.fill(bytes, VALUE);
        }
    }

    private static byte[] inner(byte[] content, SessionId recipient) {
        return V2Content.encode(content, ALICE.ed25519KeyPair(), recipient, null, CRYPTO);
    }

    @Test
    void whatWasSignedForOneIsRefusedByAnother() throws Exception {
        byte[] forBob = inner(HELLO, BOB.sessionId());
        byte[] forEve = sealed(forBob, OTHER.publicKey(), EVE.sessionId());

        assertThatThrownBy(() -> CIPHER.decrypt(forEve, EVE.x25519KeyPair(), List.of(OTHER)))
                .isInstanceOf(SignatureException.class);
    }

    /** Known limit: who can open a message can encrypt it again to another key of the same recipient. */
    @Test
    void whatWasSignedForOneIsAcceptedUnderAnotherOfItsKeys() throws Exception {
        byte[] again = sealed(inner(HELLO, BOB.sessionId()), OTHER.publicKey(), BOB.sessionId());

        assertThat(open(again, KEY, OTHER).signed().sender()).isEqualTo(ALICE.sessionId());
    }

    @Test
    void whoHoldsTheAccountKeyCanNeitherChangeContentNorSender() throws Exception {
        byte[] good = inner(HELLO, BOB.sessionId());

        for (int at = 0; at < good.length; at++) {
            byte[] changed = good.clone();
            changed[at] ^= 1;
            byte[] message = sealed(changed, KEY.publicKey(), BOB.sessionId());
            assertThat(outcome(message, KEY)).as("byte %s", at).isEqualTo("bad format");
        }
    }

    @Property
    void signedContentThatIsNoneIsRefusedInOneWay(@ForAll byte[] random, @ForAll @IntRange(max = 118) int cut) {
        byte[] good = inner(HELLO, BOB.sessionId());
        for (byte[] bytes : List.of(random, Arrays.copyOf(good, Math.min(cut, good.length - 1)))) {
            assertThatThrownBy(() -> V2Content.decode(Bytes.of(bytes), BOB.sessionId(), CRYPTO))
                    .isInstanceOfAny(MalformedDataException.class, SignatureException.class);
        }
    }

    @Test
    void keysOfSmallOrderAreRefused() throws Exception {
        HybridPublicKey bad = new HybridPublicKey(
                X25519PublicKey.of(new byte[32]), KEY.publicKey().mlkem768());
        assertThatThrownBy(() -> CIPHER.encrypt(HELLO, ALICE.ed25519KeyPair(), BOB.sessionId(), bad, null, RANDOM))
                .isInstanceOf(MalformedDataException.class);
        byte[] stored = toBob(HELLO);
        Arrays.fill(stored, 4, 36, (byte) 0);
        assertThat(outcome(stored, KEY)).isEqualTo("bad format");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CIPHER.encrypt(
                        HELLO,
                        ALICE.ed25519KeyPair(),
                        SessionId.of(IdKind.GROUP, new byte[32]),
                        KEY.publicKey(),
                        null,
                        RANDOM));
    }

    @Test
    void theIndicatorPicksTheKeyAmongOldOnes() throws Exception {
        AtomicInteger trials = new AtomicInteger();
        Crypto counting = (Crypto) Proxy.newProxyInstance(
                Crypto.class.getClassLoader(), new Class<?>[] {Crypto.class}, (proxy, method, arguments) -> {
                    trials.addAndGet(method.getName().equals("mlkem768Decapsulate") ? 1 : 0);
                    return method.invoke(CRYPTO, arguments);
                });
        List<HybridKeyPair> keys = new ArrayList<>();
        for (int i = 0; i <= 30; i++) {
            byte[] seed = new byte[KeyUse.SEED_LENGTH];
            seed[0] = (byte) i;
            keys.add(HybridKeyPair.ofSeed(SecretBytes.of(seed), KeyUse.ACCOUNT, counting));
        }
        for (int i = 0; i < 10 * keys.size(); i++) {
            HybridPublicKey key = keys.get(i % keys.size()).publicKey();
            byte[] stored = CIPHER.encrypt(HELLO, ALICE.ed25519KeyPair(), BOB.sessionId(), key, null, RANDOM);
            assertThat(CIPHER.decrypt(stored, BOB.x25519KeyPair(), keys).openedBy())
                    .isEqualTo(key);
        }
        // The keys are always the same, and no two have the same indicator.
        assertThat(trials).hasValue(10 * keys.size());
    }

    @Test
    void aDestroyedKeyOpensNothing() throws Exception {
        HybridKeyPair key = key();
        byte[] stored = CIPHER.encrypt(HELLO, ALICE.ed25519KeyPair(), BOB.sessionId(), key.publicKey(), null, RANDOM);
        key.destroy();

        assertThatThrownBy(() -> open(stored, key)).isInstanceOf(IllegalStateException.class);
        assertThat(key.toString()).isEqualTo("HybridKeyPair");
    }
}
