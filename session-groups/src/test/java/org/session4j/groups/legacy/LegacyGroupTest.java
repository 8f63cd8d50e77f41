package org.session4j.groups.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.session4j.groups.GroupException;
import org.session4j.groups.GroupException.Reason;
import org.session4j.groups.legacy.LegacyUpdate.MembersAdded;
import org.session4j.groups.legacy.LegacyUpdate.MembersRemoved;
import org.session4j.groups.legacy.LegacyUpdate.Renamed;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.X25519KeyPair;
import org.session4j.protocol.message.ClosedGroupControlMessage;
import org.session4j.protocol.message.ClosedGroupControlMessage.KeyPair;
import org.session4j.protocol.message.ClosedGroupControlMessage.KeyPairWrapper;
import org.session4j.protocol.wire.Envelope;

class LegacyGroupTest {

    private static final Crypto CRYPTO = Crypto.named("bouncycastle");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final LegacyCipher CIPHER = LegacyCipher.of(CRYPTO);
    private static final Instant FORMED = Instant.ofEpochMilli(1_650_000_000_000L);
    private static final Instant LATER = FORMED.plusMillis(1);

    private final Account admin = Account.generate(RANDOM, CRYPTO);
    private final Account alice = Account.generate(RANDOM, CRYPTO);
    private final Account bob = Account.generate(RANDOM, CRYPTO);
    private final Account eve = Account.generate(RANDOM, CRYPTO);
    private final X25519KeyPair first = X25519KeyPair.generate(RANDOM, CRYPTO);
    private final SessionId id =
            SessionId.of(X25519KeyPair.generate(RANDOM, CRYPTO).publicKey());
    private LegacyGroup group = created();

    @Test
    void whatAMemberWroteIsReadAndWhatOthersWroteIsNot() throws Exception {
        LegacyMessage message = group.open(sealed("hello", bob, first, LATER), CRYPTO);

        assertThat(message)
                .isEqualTo(
                        new LegacyMessage(bob.sessionId(), LATER, Bytes.of("hello".getBytes(StandardCharsets.UTF_8))));
        assertThat(refusal(() -> group.open(sealed("hello", eve, first, LATER), CRYPTO)))
                .isEqualTo(Reason.NOT_A_MEMBER);
        assertThat(refusal(() -> group.open(sealed("hello", bob, first, FORMED.minusMillis(1)), CRYPTO)))
                .isEqualTo(Reason.OUTDATED);
        Envelope foreign = sealed("hello", bob, X25519KeyPair.generate(RANDOM, CRYPTO), LATER);
        assertThatThrownBy(() -> group.open(foreign, CRYPTO)).isInstanceOf(DecryptionException.class);
    }

    @Test
    void aNewKeyPairOfTheAdminIsTakenAndOldMessagesAreStillRead() throws Exception {
        X25519KeyPair second = X25519KeyPair.generate(RANDOM, CRYPTO);

        apply(wrapped(second, admin), admin);

        assertThat(group.keyPairs()).hasSize(2);
        assertThat(group.keyPairs().get(0).publicKey()).isEqualTo(second.publicKey());
        assertThat(group.open(sealed("old", bob, first, LATER), CRYPTO).sender())
                .isEqualTo(bob.sessionId());
        assertThat(group.open(sealed("new", bob, second, LATER), CRYPTO).sender())
                .isEqualTo(bob.sessionId());
        LegacyGroup before = group;
        apply(wrapped(second, admin), admin);
        assertThat(group).isSameAs(before);
    }

    @Test
    void aKeyPairOfSomebodyElseIsRefused() throws Exception {
        X25519KeyPair second = X25519KeyPair.generate(RANDOM, CRYPTO);

        assertThat(refusal(() -> apply(wrapped(second, bob), bob))).isEqualTo(Reason.NOT_ADMIN);
        // Sent by the admin, but sealed by somebody else.
        assertThat(refusal(() -> apply(wrapped(second, bob), admin))).isEqualTo(Reason.NOT_ADMIN);
        LegacyUpdate.Wrapper wrapper =
                ((LegacyUpdate.NewKeyPair) wrapped(second, admin)).wrappers().get(0);
        LegacyUpdate.Wrapper ofEve = new LegacyUpdate.Wrapper(eve.sessionId(), wrapper.encryptedKeyPair());
        assertThat(refusal(() -> apply(new LegacyUpdate.NewKeyPair(null, List.of(ofEve)), admin)))
                .isEqualTo(Reason.NOT_FOR_US);
        assertThat(refusal(() -> apply(new LegacyUpdate.NewKeyPair(eve.sessionId(), List.of(wrapper)), admin)))
                .isEqualTo(Reason.NOT_FOR_US);
        assertThat(group.keyPairs()).hasSize(1);
    }

    @Test
    void membersAndNameChange() throws Exception {
        apply(new Renamed("renamed"), bob);
        apply(new MembersAdded(Set.of(eve.sessionId())), bob);
        assertThat(group.name()).isEqualTo("renamed");
        assertThat(group.members()).contains(eve.sessionId());

        apply(new LegacyUpdate.MemberLeft(), eve);
        assertThat(group.zombies()).containsExactly(eve.sessionId());
        assertThat(group.members()).doesNotContain(eve.sessionId());
        assertThat(refusal(() -> apply(new Renamed("again"), eve))).isEqualTo(Reason.NOT_A_MEMBER);

        apply(new MembersRemoved(Set.of(bob.sessionId(), eve.sessionId())), admin);
        assertThat(group.members()).containsExactlyInAnyOrder(admin.sessionId(), alice.sessionId());
        assertThat(group.zombies()).isEmpty();
    }

    @Test
    void onlyAdminsRemoveAndNobodyRemovesThem() {
        assertThat(refusal(() -> apply(new MembersRemoved(Set.of(bob.sessionId())), bob)))
                .isEqualTo(Reason.NOT_ADMIN);
        assertThat(refusal(() -> apply(new MembersRemoved(Set.of(admin.sessionId())), admin)))
                .isEqualTo(Reason.NOT_ADMIN);
    }

    @Test
    void aGroupEndsForWhoIsRemovedAndForAllWhenItsAdminLeaves() throws Exception {
        LegacyGroup whole = group;
        apply(new MembersRemoved(Set.of(alice.sessionId())), admin);
        assertThat(group.isActive()).isFalse();
        assertThat(group.keyPairs()).isEmpty();
        assertThat(refusal(() -> group.open(sealed("hello", bob, first, LATER), CRYPTO)))
                .isEqualTo(Reason.UNKNOWN_KEY);

        group = whole;
        apply(new LegacyUpdate.MemberLeft(), admin);
        assertThat(group.isActive()).isFalse();
    }

    @Test
    void moreThanAHundredMembersAreRefused() {
        Set<SessionId> many = new HashSet<>();
        for (int i = 0; i < 98; i++) {
            many.add(SessionId.of(X25519KeyPair.generate(RANDOM, CRYPTO).publicKey()));
        }
        assertThat(refusal(() -> apply(new MembersAdded(many), admin))).isEqualTo(Reason.OVER_LIMIT);
    }

    @Test
    void controlMessagesThatLackWhatTheirTypeNeedsAreMalformed() {
        List<ClosedGroupControlMessage> bad = new ArrayList<>();
        for (ClosedGroupControlMessage.Type type : List.of(
                ClosedGroupControlMessage.Type.NEW,
                ClosedGroupControlMessage.Type.ENCRYPTION_KEY_PAIR,
                ClosedGroupControlMessage.Type.NAME_CHANGE,
                ClosedGroupControlMessage.Type.MEMBERS_ADDED,
                ClosedGroupControlMessage.Type.MEMBERS_REMOVED)) {
            bad.add(new ClosedGroupControlMessage(type, null, null, null, List.of(), List.of(), List.of(), null));
        }
        KeyPair halves = new KeyPair(Bytes.of(new byte[32]), Bytes.of(new byte[31]));
        KeyPair unequal = new KeyPair(Bytes.of(first.publicKey().toByteArray()), Bytes.of(new byte[32]));
        Bytes member = Bytes.of(bob.sessionId().toByteArray());
        for (KeyPair keyPair : List.of(halves, unequal)) {
            bad.add(new ClosedGroupControlMessage(
                    ClosedGroupControlMessage.Type.NEW,
                    member,
                    "n",
                    keyPair,
                    List.of(member),
                    List.of(member),
                    List.of(),
                    0L));
        }
        bad.add(new ClosedGroupControlMessage(
                ClosedGroupControlMessage.Type.MEMBERS_ADDED,
                null,
                null,
                null,
                List.of(Bytes.of(new byte[33])),
                List.of(),
                List.of(),
                null));

        for (ClosedGroupControlMessage message : bad) {
            assertThatThrownBy(() -> LegacyUpdate.of(message, CRYPTO)).isInstanceOf(MalformedDataException.class);
        }
    }

    @Property
    void randomBytesAreRefused(@ForAll byte[] bytes) {
        assertThatThrownBy(() -> CIPHER.open(bytes, List.of(first))).isInstanceOf(SessionException.class);
        assertThatThrownBy(() -> CIPHER.openKeyPair(bytes, first)).isInstanceOf(SessionException.class);
    }

    private LegacyGroup created() {
        List<Bytes> members = new ArrayList<>();
        for (Account member : List.of(admin, alice, bob)) {
            members.add(Bytes.of(member.sessionId().toByteArray()));
        }
        ClosedGroupControlMessage message = new ClosedGroupControlMessage(
                ClosedGroupControlMessage.Type.NEW,
                Bytes.of(id.toByteArray()),
                "group",
                halves(first),
                members,
                members.subList(0, 1),
                List.of(),
                null);
        try {
            return LegacyGroup.of((LegacyUpdate.Created) LegacyUpdate.of(message, CRYPTO), FORMED);
        } catch (SessionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair halves(X25519KeyPair keyPair) {
        return new KeyPair(
                Bytes.of(keyPair.publicKey().toByteArray()),
                Bytes.of(keyPair.secretKey().exposeSecretBytes()));
    }

    private LegacyUpdate wrapped(X25519KeyPair keyPair, Account by) throws Exception {
        byte[] sealed = CIPHER.sealKeyPair(halves(keyPair), by.ed25519KeyPair(), alice.x25519PublicKey());
        KeyPairWrapper wrapper = new KeyPairWrapper(Bytes.of(alice.sessionId().toByteArray()), Bytes.of(sealed));
        return LegacyUpdate.of(
                new ClosedGroupControlMessage(
                        ClosedGroupControlMessage.Type.ENCRYPTION_KEY_PAIR,
                        null,
                        null,
                        null,
                        List.of(),
                        List.of(),
                        List.of(wrapper),
                        null),
                CRYPTO);
    }

    /** As alice sees it. */
    private void apply(LegacyUpdate update, Account sender) throws SessionException {
        group = group.apply(update, sender.sessionId(), LATER, alice, CRYPTO);
    }

    private Envelope sealed(String text, Account sender, X25519KeyPair keyPair, Instant at) throws Exception {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        byte[] sealed = CIPHER.seal(content, sender.ed25519KeyPair(), keyPair.publicKey());
        return LegacyCipher.envelope(id, at.toEpochMilli(), sealed);
    }

    private static Reason refusal(ThrowingCallable call) {
        return catchThrowableOfType(GroupException.class, call).reason();
    }
}
