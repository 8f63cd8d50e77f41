package org.session4j.groups.v2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.session4j.groups.v2.TestGroup.CRYPTO;
import static org.session4j.groups.v2.TestGroup.START;
import static org.session4j.groups.v2.TestGroup.assertRefused;
import static org.session4j.groups.v2.TestGroup.flipped;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.session4j.groups.GroupException;
import org.session4j.groups.GroupException.Reason;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.StorageHash;
import org.session4j.protocol.wire.BtDict;
import org.session4j.protocol.wire.BtInteger;
import org.session4j.protocol.wire.BtList;
import org.session4j.protocol.wire.BtString;
import org.session4j.protocol.wire.BtValue;

class GroupKeysTest {

    private static final StorageHash HASH = new StorageHash("hash");

    private static GroupKeys.Loaded load(GroupKeys keys, Bytes message, Account member) throws SessionException {
        return keys.load(message, HASH, START, member.x25519KeyPair());
    }

    @Test
    void aNewKeyReachesEveryMemberAndNobodyElse() throws Exception {
        TestGroup group = new TestGroup(1, 5);
        GroupKeys.Rekeyed rekeyed = group.none().rekey(group.admin, group.ids());
        Account stranger = new TestGroup(2, 1).member(0);

        for (Account member : group.members) {
            GroupKeys.Loaded loaded = load(group.none(), rekeyed.message(), member);
            assertThat(loaded.isForUs()).isTrue();
            assertThat(loaded.keys().encryptionKey()).isEqualTo(rekeyed.keys().encryptionKey());
        }
        GroupKeys.Loaded loaded = load(group.none(), rekeyed.message(), stranger);
        assertThat(loaded.isForUs()).isFalse();
        assertThat(loaded.keys()).isEqualTo(group.none());
    }

    @Test
    void theNewKeyEncryptsAtOnceAndIsConfirmedWhenItComesBack() throws Exception {
        TestGroup group = new TestGroup(1, 2);
        GroupKeys.Rekeyed rekeyed = group.none().rekey(group.admin, group.ids());
        assertThat(rekeyed.keys().pending()).isPresent();
        assertThat(rekeyed.keys().confirmed()).isEmpty();

        GroupKeys confirmed =
                rekeyed.keys().load(rekeyed.message(), HASH, START, group.admin).keys();
        assertThat(confirmed.pending()).isEmpty();
        assertThat(confirmed.encryptionKey()).isEqualTo(rekeyed.keys().encryptionKey());
        assertThat(confirmed.storageHashes()).containsExactly(HASH);
        assertThat(confirmed.confirmed().get(0).storedAt()).isEqualTo(START);
    }

    @Test
    void aPendingKeyGivesWayToAHigherGeneration() throws Exception {
        TestGroup group = new TestGroup(1, 3);
        GroupKeys started = group.started();
        GroupKeys ours = started.rekey(group.admin, group.ids().subList(0, 2)).keys();
        GroupKeys.Rekeyed first = started.rekey(group.admin, group.ids());
        GroupKeys theirs =
                first.keys().load(first.message(), HASH, START, group.admin).keys();
        Bytes higher = theirs.rekey(group.admin, group.ids()).message();

        assertThat(ours.load(first.message(), HASH, START, group.admin).keys().pending())
                .isPresent();
        assertThat(ours.load(higher, HASH, START, group.admin).keys().pending()).isEmpty();
    }

    @Test
    void twoAdminsWhoRotateForTheSameMembersMakeTheSameMessage() throws Exception {
        TestGroup group = new TestGroup(1, 4);
        List<SessionId> otherOrder = new ArrayList<>(group.ids());
        Collections.reverse(otherOrder);
        assertThat(group.started().rekey(group.admin, otherOrder).message())
                .isEqualTo(group.started().rekey(group.admin, group.ids()).message());
    }

    @Test
    void twoKeysOfOneGenerationAskForAThird() throws Exception {
        TestGroup group = new TestGroup(1, 4);
        GroupKeys started = group.started();
        GroupKeys keys = started;
        keys = keys.load(started.rekey(group.admin, group.ids()).message(), HASH, START, group.admin)
                .keys();
        assertThat(keys.needsRekey()).isFalse();
        keys = keys.load(started.rekey(group.admin, group.ids().subList(0, 3)).message(), HASH, START, group.admin)
                .keys();
        assertThat(keys.needsRekey()).isTrue();
        GroupKeys.Rekeyed third = keys.rekey(group.admin, group.ids());
        keys = third.keys().load(third.message(), HASH, START, group.admin).keys();
        assertThat(keys.needsRekey()).isFalse();
        assertThat(keys.generation()).isEqualTo(2);
    }

    @Test
    void aMemberWhoWasLeftOutGetsNoNewKeyAndKeepsTheOldOnes() throws Exception {
        TestGroup group = new TestGroup(1, 3);
        Bytes second =
                group.started().rekey(group.admin, group.ids().subList(0, 2)).message();
        GroupKeys before = group.startedFor(group.member(2));

        GroupKeys.Loaded loaded =
                before.load(second, HASH, START, group.member(2).x25519KeyPair());
        assertThat(loaded.isForUs()).isFalse();
        assertThat(loaded.keys().secrets()).isEqualTo(before.secrets());
        assertThat(loaded.keys().generation()).isZero();
        assertThat(loaded.keys().storageHashes()).contains(HASH);
    }

    @Test
    void aSupplementGivesOldKeysToANewMemberOnly() throws Exception {
        TestGroup group = new TestGroup(1, 3);
        Account added = new TestGroup(2, 1).member(0);
        GroupKeys keys = group.started();
        Bytes supplement = keys.supplement(group.admin, List.of(added.sessionId()));

        GroupKeys.Loaded loaded = load(group.none(), supplement, added);
        assertThat(loaded.isForUs()).isTrue();
        assertThat(loaded.keys().confirmed()).isEqualTo(keys.confirmed());
        assertThat(load(group.none(), supplement, group.member(1)).isForUs()).isFalse();
        assertThat(keys.load(supplement, HASH, START, group.admin).isForUs()).isFalse();
    }

    @Test
    void aSupplementNeedsAConfirmedKeyAndARecipient() throws Exception {
        TestGroup group = new TestGroup(1, 2);
        GroupKeys pending = group.none().rekey(group.admin, group.ids()).keys();
        assertRefused(Reason.UNKNOWN_KEY, () -> {
            Bytes unused = pending.supplement(group.admin, group.ids());
        });
        GroupKeys started = group.started();
        assertThatIllegalArgumentException().isThrownBy(() -> {
            Bytes unused = started.supplement(group.admin, List.of());
        });
    }

    @Property(tries = 60)
    void anyOrderAndAnyRepetitionOfMessagesGivesTheSameKeys(@ForAll Random random) throws Exception {
        TestGroup group = new TestGroup(random.nextInt(4), 4);
        List<Stored> stored = history(group, random);
        GroupKeys inOrder = loadAll(group, stored);
        List<Stored> shuffled = new ArrayList<>(stored);
        for (int i = 0; i < 3; i++) {
            shuffled.add(stored.get(random.nextInt(stored.size())));
        }
        Collections.shuffle(shuffled, random);
        GroupKeys outOfOrder = loadAll(group, shuffled);

        assertThat(outOfOrder.secrets()).isEqualTo(inOrder.secrets());
        assertThat(outOfOrder.encryptionKey()).isEqualTo(inOrder.encryptionKey());
        assertThat(outOfOrder.needsRekey()).isEqualTo(inOrder.needsRekey());
        GroupKeys reloaded = GroupKeys.decode(outOfOrder.encode().exposeSecretBytes(), group.id(), CRYPTO);
        assertThat(reloaded).isEqualTo(outOfOrder);
    }

    private record Stored(Bytes message, StorageHash hash, Instant storedAt) {}

    /** Rotations by two admins who do not always see each other's. */
    private static List<Stored> history(TestGroup group, Random random) throws Exception {
        List<Stored> stored = new ArrayList<>();
        List<GroupKeys> admins = new ArrayList<>(List.of(group.none(), group.none()));
        Instant now = START;
        for (int i = 0; i < 6; i++) {
            now = now.plus(Duration.ofHours(1));
            int turn = random.nextInt(2);
            List<SessionId> members = group.ids().subList(0, 2 + random.nextInt(3));
            GroupKeys.Rekeyed rekeyed = admins.get(turn).rekey(group.admin, members);
            Stored message = new Stored(rekeyed.message(), new StorageHash("h" + i), now);
            stored.add(message);
            for (int reader = 0; reader < 2; reader++) {
                GroupKeys keys = reader == turn ? rekeyed.keys() : admins.get(reader);
                if (reader == turn || random.nextBoolean()) {
                    keys = keys.load(message.message(), message.hash(), now, group.admin)
                            .keys();
                }
                admins.set(reader, keys);
            }
        }
        return stored;
    }

    private static GroupKeys loadAll(TestGroup group, List<Stored> stored) throws Exception {
        GroupKeys keys = group.none();
        for (Stored message : stored) {
            keys = keys.load(
                            message.message(),
                            message.hash(),
                            message.storedAt(),
                            group.member(0).x25519KeyPair())
                    .keys();
        }
        return keys;
    }

    @Test
    void aReplayedOldMessageDoesNotBringItsKeyBackToEncrypt() throws Exception {
        TestGroup group = new TestGroup(1, 2);
        Bytes first = group.none().rekey(group.admin, group.ids()).message();
        GroupKeys keys = group.started();
        Bytes second = keys.rekey(group.admin, group.ids()).message();
        keys = keys.load(second, new StorageHash("second"), START.plusSeconds(1), group.admin)
                .keys();

        GroupKeys replayed = keys.load(first, new StorageHash("replay"), START.plusSeconds(99), group.admin)
                .keys();
        assertThat(replayed.secrets()).isEqualTo(keys.secrets());
        assertThat(replayed.generation()).isEqualTo(1);
        assertThat(replayed.confirmed()).isEqualTo(keys.confirmed());
    }

    @Test
    void aGenerationIsDroppedSixtyDaysAfterTheNextOneByStorageTimesAlone() throws Exception {
        TestGroup group = new TestGroup(1, 2);
        GroupKeys keys = group.started();
        keys = rotate(group, keys, "second", START.plusSeconds(1));
        GroupKeys atTheLimit = rotate(group, keys, "third", START.plusSeconds(1).plus(GroupKeys.KEPT));
        assertThat(atTheLimit.confirmed()).hasSize(3);

        GroupKeys beyond = rotate(
                group, keys, "third", START.plusSeconds(1).plus(GroupKeys.KEPT).plusMillis(1));
        assertThat(beyond.confirmed()).extracting(GroupKey::generation).containsExactly(1L, 2L);
        assertThat(beyond.storageHashes()).containsExactly(new StorageHash("second"), new StorageHash("third"));
    }

    private static GroupKeys rotate(TestGroup group, GroupKeys keys, String hash, Instant storedAt) throws Exception {
        GroupKeys.Rekeyed rekeyed = keys.rekey(group.admin, group.ids());
        return rekeyed.keys()
                .load(rekeyed.message(), new StorageHash(hash), storedAt, group.admin)
                .keys();
    }

    // --- Refusals ---

    @Property(tries = 300)
    void aMessageWithOneBitChangedIsRefused(@ForAll @IntRange(min = 0, max = 1 << 20) int bit) throws Exception {
        TestGroup group = new TestGroup(1, 2);
        Bytes message = group.none().rekey(group.admin, group.ids()).message();
        GroupKeys keys = group.none();
        assertThatThrownBy(() -> {
                    GroupKeys.Loaded unused = keys.load(flipped(message, bit), HASH, START, group.admin);
                })
                .isInstanceOf(SessionException.class);
        assertThat(keys).isEqualTo(group.none());
    }

    @Property(tries = 200)
    void aMessageThatIsCutOffIsRefused(@ForAll @IntRange(min = 0, max = 1 << 20) int length) throws Exception {
        TestGroup group = new TestGroup(1, 2);
        Bytes message = group.none().rekey(group.admin, group.ids()).message();
        assertThatThrownBy(() -> {
                    GroupKeys.Loaded unused =
                            group.none().load(message.slice(0, length % message.length()), HASH, START, group.admin);
                })
                .isInstanceOf(SessionException.class);
    }

    @Property(tries = 1000)
    void whateverIsLoadedIsRefusedWithATypedException(@ForAll @Size(max = 200) byte[] bytes) {
        TestGroup group = new TestGroup(1, 1);
        assertThatThrownBy(() -> {
                    GroupKeys.Loaded unused = load(group.none(), Bytes.of(bytes), group.member(0));
                })
                .isInstanceOfAny(MalformedDataException.class, GroupException.class);
    }

    @Property(tries = 1000)
    void whateverIsTakenForADumpIsReadOrMalformed(@ForAll @Size(max = 200) byte[] bytes) {
        TestGroup group = new TestGroup(1, 1);
        try {
            assertThat(GroupKeys.decode(bytes, group.id(), CRYPTO).group()).isEqualTo(group.id());
        } catch (MalformedDataException e) {
            assertThat(e).hasMessageNotContaining("null");
        }
    }

    @Test
    void theMessageOfAnotherGroupIsRefused() throws Exception {
        TestGroup group = new TestGroup(1, 2);
        TestGroup other = new TestGroup(2, 2);
        Bytes message = other.none().rekey(other.admin, group.ids()).message();
        assertRefused(Reason.BAD_SIGNATURE, () -> {
            GroupKeys.Loaded unused = load(group.none(), message, group.member(0));
        });
    }

    @Test
    void aMemberCannotRotate() throws Exception {
        TestGroup group = new TestGroup(1, 2);
        GroupKeys keys = group.startedFor(group.member(1));
        AdminKey own = AdminKey.ofSeed(group.member(1).ed25519KeyPair().seed().exposeSecretBytes(), CRYPTO);
        Bytes forged = new KeysMessage.Rekey(Bytes.of(new byte[24]), 1, Bytes.of(new byte[48]), List.of()).encode(own);

        assertRefused(Reason.BAD_SIGNATURE, () -> {
            GroupKeys.Loaded unused = load(keys, forged, group.member(0));
        });
        assertThatIllegalArgumentException().isThrownBy(() -> {
            GroupKeys.Rekeyed unused = keys.rekey(own, group.ids());
        });
        assertRefused(Reason.NOT_ADMIN, () -> {
            AdminKey unused = AdminKey.ofSeed(own.seed().exposeSecretBytes(), group.id(), CRYPTO);
        });
    }

    @Test
    void anUnsignedMessageIsRefused() {
        TestGroup group = new TestGroup(1, 1);
        Bytes unsigned = Bytes.of(BtDict.of(Map.of(
                        Bytes.utf8("#"), new BtString(Bytes.of(new byte[24])),
                        Bytes.utf8("G"), new BtInteger(0),
                        Bytes.utf8("K"), new BtString(Bytes.of(new byte[48])),
                        Bytes.utf8("k"), BtList.empty()))
                .encode());
        assertRefused(Reason.BAD_SIGNATURE, () -> {
            GroupKeys.Loaded unused = load(group.none(), unsigned, group.member(0));
        });
    }

    @Test
    void aSignedMessageOfAnotherShapeIsMalformed() {
        TestGroup group = new TestGroup(1, 1);
        Bytes entry = Bytes.of(new byte[48]);
        List<KeysMessage> bad = List.of(
                new KeysMessage.Rekey(Bytes.of(new byte[23]), 0, entry, List.of()),
                new KeysMessage.Rekey(Bytes.of(new byte[24]), -1, entry, List.of()),
                new KeysMessage.Rekey(Bytes.of(new byte[24]), 0, Bytes.of(new byte[47]), List.of()),
                new KeysMessage.Rekey(Bytes.of(new byte[24]), 0, entry, Collections.nCopies(44, entry)),
                new KeysMessage.Rekey(Bytes.of(new byte[24]), 0, entry, Collections.nCopies(75, entry)),
                new KeysMessage.Rekey(
                        Bytes.of(new byte[24]), 0, entry, Collections.nCopies(45, Bytes.of(new byte[49]))),
                new KeysMessage.Rekey(Bytes.of(new byte[24]), 0, entry, Collections.nCopies(45 * 40, entry)),
                new KeysMessage.Supplement(Bytes.of(new byte[24]), 0, List.of(Bytes.of(new byte[67]))));
        for (KeysMessage message : bad) {
            assertThatThrownBy(() -> {
                        GroupKeys.Loaded unused = load(group.none(), message.encode(group.admin), group.member(0));
                    })
                    .isInstanceOf(MalformedDataException.class);
        }
    }

    @Test
    void anAdminsEntryThatDoesNotOpenIsMalformed() {
        TestGroup group = new TestGroup(1, 1);
        Bytes message =
                new KeysMessage.Rekey(Bytes.of(new byte[24]), 0, Bytes.of(new byte[48]), List.of()).encode(group.admin);
        assertThatThrownBy(() -> {
                    GroupKeys.Loaded unused = group.none().load(message, HASH, START, group.admin);
                })
                .isInstanceOf(MalformedDataException.class);
    }

    @Test
    void dataNestedDeepIsMalformed() {
        TestGroup group = new TestGroup(1, 1);
        StringBuilder deep = new StringBuilder("d1:!");
        for (int i = 0; i < 30_000; i++) {
            deep.append('l');
        }
        assertThatThrownBy(() -> {
                    GroupKeys.Loaded unused = load(group.none(), Bytes.utf8(deep.toString()), group.member(0));
                })
                .isInstanceOf(MalformedDataException.class);
    }

    @Test
    void theLastGenerationIsTheLast() throws Exception {
        TestGroup group = new TestGroup(1, 1);
        Map<Bytes, BtValue> key = new HashMap<>();
        key.put(Bytes.utf8("g"), new BtInteger(Long.MAX_VALUE));
        key.put(Bytes.utf8("k"), new BtString(Bytes.of(new byte[32])));
        key.put(Bytes.utf8("t"), new BtInteger(Long.MIN_VALUE));
        byte[] dump =
                BtDict.of(Map.of(Bytes.utf8("L"), BtList.of(BtDict.of(key)))).encode();
        GroupKeys keys = GroupKeys.decode(dump, group.id(), CRYPTO);
        assertRefused(Reason.OVER_LIMIT, () -> {
            GroupKeys.Rekeyed unused = keys.rekey(group.admin, group.ids());
        });
    }

    @Test
    void moreMembersThanAMessageHoldsAreRefused() {
        TestGroup group = new TestGroup(1, 0);
        List<SessionId> crowd = new ArrayList<>();
        for (int i = 0; i < 1600; i++) {
            crowd.add(SessionId.of(IdKind.STANDARD, group.bytes(32)));
        }
        assertRefused(Reason.OVER_LIMIT, () -> {
            GroupKeys.Rekeyed unused = group.none().rekey(group.admin, crowd);
        });
    }

    @Test
    void anIdThatNobodyCanHaveKeepsNobodyFromTheKey() throws Exception {
        TestGroup group = new TestGroup(1, 1);
        List<SessionId> members = new ArrayList<>(group.ids());
        members.add(SessionId.of(IdKind.STANDARD, new byte[32]));
        Bytes message = group.none().rekey(group.admin, members).message();
        assertThat(load(group.none(), message, group.member(0)).isForUs()).isTrue();
    }

    @Test
    void destroyedKeysAreGoneFromEveryState() throws Exception {
        TestGroup group = new TestGroup(1, 1);
        GroupKeys keys = group.started();
        GroupKeys later = rotate(group, keys, "second", START);
        later.destroy();
        assertThat(later.isDestroyed()).isTrue();
        assertThat(keys.isDestroyed()).isTrue();
        assertThat(keys).hasToString("GroupKeys[1, none pending]");
    }
}
