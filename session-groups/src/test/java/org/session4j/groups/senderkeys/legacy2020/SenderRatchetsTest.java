package org.session4j.groups.senderkeys.legacy2020;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.session4j.groups.GroupException;
import org.session4j.groups.GroupException.Reason;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.X25519KeyPair;
import org.session4j.protocol.message.ClosedGroupUpdate;
import org.session4j.protocol.message.ClosedGroupUpdate.SenderKey;

class SenderRatchetsTest {

    private static final Crypto CRYPTO = Crypto.named("bouncycastle");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Instant NOW = Instant.ofEpochMilli(1_605_000_000_000L);
    private static final X25519KeyPair GROUP = X25519KeyPair.generate(RANDOM, CRYPTO);
    private static final SessionId ALICE = account();
    private static final SessionId BOB = account();
    private static final SessionId CAROL = account();
    private static final Set<SessionId> MEMBERS = Set.of(ALICE, BOB, CAROL);

    private SenderRatchets alice = SenderRatchets.of(GROUP, ALICE, Ratchet.generate(RANDOM), CRYPTO);
    private SenderRatchets bob = SenderRatchets.of(GROUP, BOB, Ratchet.generate(RANDOM), CRYPTO);

    @Property(tries = 100)
    void anyOrderOfDeliveryGivesTheSameTextsOnce(@ForAll @IntRange(min = 1, max = 30) int count, @ForAll long seed)
            throws Exception {
        SenderRatchetsTest pair = acquainted();
        List<Integer> order = new ArrayList<>();
        List<CiphertextWrapper> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            messages.add(pair.write("text " + i));
            order.add(i);
        }
        Collections.shuffle(order, new Random(seed));
        for (int i : order) {
            assertThat(pair.read(messages.get(i))).isEqualTo("text " + i);
            byte[] stored = pair.bob.encode().exposeSecretBytes();
            pair.bob = SenderRatchets.decode(stored, CRYPTO);
            assertThat(Bytes.of(pair.bob.encode().exposeSecretBytes())).isEqualTo(Bytes.of(stored));
            assertThat(refusal(() -> pair.read(messages.get(i)))).isEqualTo(Reason.ALREADY_USED);
        }
    }

    @Test
    void anyFlippedBitIsRefusedAndTheStateStays() throws Exception {
        SenderRatchetsTest pair = acquainted();
        CiphertextWrapper wrapper = pair.write("hello");
        CiphertextMessage message = wrapper.open(GROUP, CRYPTO);
        Bytes before = Bytes.of(pair.bob.encode().exposeSecretBytes());
        byte[] encoded = wrapper.encode();

        for (int bit = 0; bit < encoded.length * 8; bit++) {
            byte[] flipped = encoded.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            // The top bit of an X25519 key does not count.
            if (!Arrays.equals(flipped, encoded) && bit != encoded.length * 8 - 1) {
                assertThatThrownBy(() -> pair.read(CiphertextWrapper.decode(flipped)))
                        .as("bit %d", bit)
                        .isInstanceOfAny(MalformedDataException.class, DecryptionException.class);
            }
        }
        byte[] inner = message.ciphertext().toByteArray();
        for (int bit = 0; bit < inner.length * 8; bit++) {
            byte[] flipped = inner.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            CiphertextMessage spoilt = new CiphertextMessage(Bytes.of(flipped), ALICE, 1);
            assertThatThrownBy(() -> pair.read(sealed(spoilt))).isInstanceOf(DecryptionException.class);
        }

        assertThat(Bytes.of(pair.bob.encode().exposeSecretBytes())).isEqualTo(before);
        assertThat(pair.read(wrapper)).isEqualTo("hello");
    }

    @Test
    void theWorkOfAMessageIsBounded() throws Exception {
        SenderRatchetsTest pair = acquainted();
        CiphertextMessage first = pair.write("1").open(GROUP, CRYPTO);

        for (long index : new long[] {2002, 100_000, Ratchet.MAX_INDEX}) {
            CiphertextMessage far = new CiphertextMessage(first.ciphertext(), ALICE, index);
            assertThat(refusal(() -> pair.read(sealed(far)))).isEqualTo(Reason.TOO_FAR_AHEAD);
        }
        CiphertextMessage near = new CiphertextMessage(first.ciphertext(), ALICE, 2001);
        assertThatThrownBy(() -> pair.read(sealed(near))).isInstanceOf(DecryptionException.class);
        assertThat(pair.read(sealed(first))).isEqualTo("1");
    }

    @Test
    void aKeyThatWasPassedOverIsKeptForFourteenDays() throws Exception {
        SenderRatchetsTest pair = acquainted();
        CiphertextWrapper first = pair.write("1");
        CiphertextWrapper second = pair.write("2");
        CiphertextWrapper third = pair.write("3");
        assertThat(pair.read(third)).isEqualTo("3");

        assertThat(text(pair.take(pair.bob.decrypt(first, MEMBERS, NOW.plus(Duration.ofDays(14))))))
                .isEqualTo("1");
        Instant later = NOW.plus(Duration.ofDays(14)).plusMillis(1);
        assertThat(refusal(() -> pair.bob.decrypt(second, MEMBERS, later))).isEqualTo(Reason.ALREADY_USED);
    }

    @Test
    void onlyItsOwnerReplacesAChain() throws Exception {
        SenderRatchetsTest pair = acquainted();
        CiphertextWrapper message = pair.write("mine");
        SenderKey forged = new SenderKey(bytes(32), 0L, Bytes.of(ALICE.toByteArray()));

        assertThat(refusal(() -> pair.bob.accept(update(ClosedGroupUpdate.Type.SENDER_KEY, forged), CAROL, MEMBERS)))
                .isEqualTo(Reason.NOT_A_MEMBER);
        pair.bob = pair.bob.accept(update(ClosedGroupUpdate.Type.INFO, forged), CAROL, MEMBERS);
        assertThat(pair.read(message)).isEqualTo("mine");
        SenderKey ofCarol = new SenderKey(bytes(32), 0L, Bytes.of(CAROL.toByteArray()));
        pair.bob = pair.bob.accept(update(ClosedGroupUpdate.Type.INFO, ofCarol), ALICE, MEMBERS);
        assertThat(pair.bob.senders()).contains(CAROL);
        assertThat(refusal(() ->
                        pair.bob.accept(update(ClosedGroupUpdate.Type.SENDER_KEY, ofCarol), CAROL, Set.of(ALICE, BOB))))
                .isEqualTo(Reason.NOT_A_MEMBER);
    }

    @Test
    void aChainIsNotRolledBack() throws Exception {
        SenderRatchetsTest pair = acquainted();
        ClosedGroupUpdate start = pair.alice.senderKey();
        for (int i = 0; i < 5; i++) {
            assertThat(pair.read(pair.write("text " + i))).isEqualTo("text " + i);
        }

        assertThat(refusal(() -> pair.bob.accept(start, ALICE, MEMBERS))).isEqualTo(Reason.OUTDATED);
        ClosedGroupUpdate present = pair.alice.senderKey();
        assertThat(refusal(() -> pair.bob.accept(present, ALICE, MEMBERS))).isEqualTo(Reason.OUTDATED);
        pair.alice = SenderRatchets.of(GROUP, ALICE, Ratchet.generate(RANDOM), CRYPTO);
        pair.bob = pair.bob.accept(pair.alice.senderKey(), ALICE, MEMBERS);
        assertThat(pair.read(pair.write("anew"))).isEqualTo("anew");
    }

    @Test
    void afterARotationTheOldChainsOpenWhatWasUnderWayAndCapturedStateNothingNew() throws Exception {
        SenderRatchetsTest pair = acquainted();
        byte[] captured = pair.bob.encode().exposeSecretBytes();
        CiphertextWrapper underWay = pair.write("under way");

        pair.alice = pair.alice.rotate(RANDOM);
        pair.bob = pair.bob.rotate(RANDOM);
        assertThat(pair.read(underWay)).isEqualTo("under way");
        pair.bob = pair.bob.accept(pair.alice.senderKey(), ALICE, MEMBERS);
        CiphertextWrapper fresh = pair.write("fresh");

        assertThatThrownBy(() -> SenderRatchets.decode(captured, CRYPTO).decrypt(fresh, MEMBERS, NOW))
                .isInstanceOf(DecryptionException.class);
        assertThat(pair.read(fresh)).isEqualTo("fresh");
    }

    @Test
    void strangersOnesOwnAndUnknownChainsAreRefused() throws Exception {
        SenderRatchetsTest pair = acquainted();
        CiphertextWrapper message = pair.write("hello");
        SenderRatchets carol = SenderRatchets.of(GROUP, CAROL, Ratchet.generate(RANDOM), CRYPTO);

        assertThat(refusal(() -> pair.bob.decrypt(message, Set.of(BOB), NOW))).isEqualTo(Reason.NOT_A_MEMBER);
        assertThat(refusal(() -> pair.alice.decrypt(message, MEMBERS, NOW))).isEqualTo(Reason.NOT_FOR_US);
        assertThat(refusal(() -> carol.decrypt(message, MEMBERS, NOW))).isEqualTo(Reason.UNKNOWN_KEY);
        assertThat(carol.request().type()).isEqualTo(ClosedGroupUpdate.Type.SENDER_KEY_REQUEST);
        assertThat(refusal(() -> carol.accept(pair.alice.request(), ALICE, MEMBERS)))
                .isEqualTo(Reason.NOT_FOR_US);
    }

    @Test
    void whoIsInvitedGetsTheChainsOfOthersAndMakesOnesOwn() throws Exception {
        ClosedGroupUpdate key = alice.senderKey();
        SenderKey ofAlice = key.senderKeys().get(0);
        SenderKey ofBob = new SenderKey(bytes(32), 0L, Bytes.of(BOB.toByteArray()));
        ClosedGroupUpdate invitation = update(ClosedGroupUpdate.Type.NEW, ofAlice, ofBob);

        bob = SenderRatchets.join(invitation, BOB, RANDOM, CRYPTO);

        assertThat(bob.groupId()).isEqualTo(SessionId.of(GROUP.publicKey()));
        assertThat(read(write("welcome"))).isEqualTo("welcome");
        assertThat(bob.senderKey().senderKeys().get(0).chainKey()).isNotEqualTo(ofBob.chainKey());
        assertThat(refusal(() -> SenderRatchets.join(invitation, account(), RANDOM, CRYPTO)))
                .isEqualTo(Reason.NOT_A_MEMBER);
        assertThatThrownBy(() -> SenderRatchets.join(key, BOB, RANDOM, CRYPTO))
                .isInstanceOf(MalformedDataException.class);
    }

    @Test
    void updatesThatLackWhatTheirTypeNeedsAreMalformed() {
        SenderKey good = new SenderKey(bytes(32), 0L, Bytes.of(ALICE.toByteArray()));
        List<ClosedGroupUpdate> bad = List.of(
                update(ClosedGroupUpdate.Type.SENDER_KEY),
                update(ClosedGroupUpdate.Type.SENDER_KEY, new SenderKey(bytes(31), 0L, Bytes.of(ALICE.toByteArray()))),
                update(
                        ClosedGroupUpdate.Type.SENDER_KEY,
                        new SenderKey(bytes(32), null, Bytes.of(ALICE.toByteArray()))),
                update(ClosedGroupUpdate.Type.SENDER_KEY, new SenderKey(bytes(32), 0L, bytes(33))),
                new ClosedGroupUpdate(
                        "name", null, null, List.of(good), List.of(), List.of(), ClosedGroupUpdate.Type.SENDER_KEY),
                new ClosedGroupUpdate("name", groupKey(), null, List.of(), ids(), ids(), ClosedGroupUpdate.Type.NEW),
                new ClosedGroupUpdate(null, groupKey(), null, List.of(), ids(), ids(), ClosedGroupUpdate.Type.INFO),
                new ClosedGroupUpdate(
                        "name", groupKey(), null, List.of(), List.of(), ids(), ClosedGroupUpdate.Type.INFO),
                new ClosedGroupUpdate(
                        "name", groupKey(), null, List.of(), ids(), List.of(), ClosedGroupUpdate.Type.INFO),
                new ClosedGroupUpdate("name", groupKey(), null, List.of(), ids(), ids(), null));

        for (ClosedGroupUpdate update : bad) {
            assertThatThrownBy(() -> UpdateRules.requireValid(update)).isInstanceOf(MalformedDataException.class);
        }
        List<Bytes> many = Collections.nCopies(21, Bytes.of(ALICE.toByteArray()));
        assertThat(refusal(() -> UpdateRules.requireValid(new ClosedGroupUpdate(
                        "n", groupKey(), null, List.of(), many, ids(), ClosedGroupUpdate.Type.INFO))))
                .isEqualTo(Reason.OVER_LIMIT);
    }

    @Property
    void randomBytesAreNothingElseThanMalformed(@ForAll byte[] bytes) {
        assertOnlyMalformed(() -> CiphertextWrapper.decode(bytes));
        assertOnlyMalformed(() -> CiphertextMessage.decode(bytes));
        assertThatThrownBy(() -> SenderRatchets.decode(bytes, CRYPTO)).isInstanceOf(MalformedDataException.class);
    }

    @Test
    void aStateIsUsedOnce() throws Exception {
        assertThat(alice.encrypt(new byte[1], RANDOM).state().senders()).containsExactly(ALICE);
        assertThatThrownBy(() -> alice.encrypt(new byte[1], RANDOM)).isInstanceOf(IllegalStateException.class);
    }

    private static void assertOnlyMalformed(ThrowingCallable call) {
        try {
            call.call();
        } catch (Throwable e) {
            assertThat(e).isInstanceOf(MalformedDataException.class);
        }
    }

    /** Bob has alice's chain. */
    private static SenderRatchetsTest acquainted() throws Exception {
        SenderRatchetsTest pair = new SenderRatchetsTest();
        pair.bob = pair.bob.accept(pair.alice.senderKey(), ALICE, MEMBERS);
        return pair;
    }

    private CiphertextWrapper write(String text) throws Exception {
        Sealed2020 sealed = alice.encrypt(text.getBytes(StandardCharsets.UTF_8), RANDOM);
        alice = sealed.state();
        return sealed.wrapper();
    }

    private String read(CiphertextWrapper wrapper) throws Exception {
        return text(take(bob.decrypt(wrapper, MEMBERS, NOW)));
    }

    private Opened2020 take(Opened2020 opened) {
        bob = opened.state();
        return opened;
    }

    private static String text(Opened2020 opened) {
        return new String(opened.content().toByteArray(), StandardCharsets.UTF_8);
    }

    private static CiphertextWrapper sealed(CiphertextMessage message) throws Exception {
        return CiphertextWrapper.seal(message, GROUP.publicKey(), RANDOM, CRYPTO);
    }

    private static ClosedGroupUpdate update(ClosedGroupUpdate.Type type, SenderKey... keys) {
        Bytes secret =
                type == ClosedGroupUpdate.Type.NEW ? Bytes.of(GROUP.secretKey().exposeSecretBytes()) : null;
        return new ClosedGroupUpdate("name", groupKey(), secret, List.of(keys), ids(), ids(), type);
    }

    private static Bytes groupKey() {
        return Bytes.of(SessionId.of(GROUP.publicKey()).toByteArray());
    }

    private static List<Bytes> ids() {
        return List.of(Bytes.of(ALICE.toByteArray()), Bytes.of(BOB.toByteArray()), Bytes.of(CAROL.toByteArray()));
    }

    private static SessionId account() {
        return SessionId.of(IdKind.STANDARD, bytes(32).toByteArray());
    }

    private static Bytes bytes(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return Bytes.of(bytes);
    }

    private static Reason refusal(ThrowingCallable call) {
        return catchThrowableOfType(GroupException.class, call).reason();
    }
}
