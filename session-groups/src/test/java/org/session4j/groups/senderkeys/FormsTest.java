package org.session4j.groups.senderkeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.session4j.groups.senderkeys.Devices.CRYPTO;
import static org.session4j.groups.senderkeys.Devices.NOW;
import static org.session4j.groups.senderkeys.Devices.RANDOM;
import static org.session4j.groups.senderkeys.Devices.account;
import static org.session4j.groups.senderkeys.Devices.exposed;
import static org.session4j.groups.senderkeys.Devices.refusal;
import static org.session4j.groups.senderkeys.Devices.reloaded;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.session4j.groups.GroupException;
import org.session4j.groups.GroupException.Reason;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Ed25519KeyPair;

/** Epoch changes, distributions, requests and stored states, well made and otherwise. */
class FormsTest {

    private static final Ed25519KeyPair GROUP = Ed25519KeyPair.generate(RANDOM, CRYPTO);

    @Property(tries = 50)
    void anEpochChangeIsReadBackEqual(
            @ForAll @IntRange(min = 1, max = 100) int count, @ForAll @IntRange(max = Integer.MAX_VALUE) int number)
            throws Exception {
        EpochChange change = EpochChange.sign(number, NOW, accounts(count), GROUP, CRYPTO);

        EpochChange read = EpochChange.decode(change.encode().toByteArray(), CRYPTO);

        assertThat(read).isEqualTo(change);
        assertThat(read.members()).isEqualTo(change.members()).hasSize(count);
        assertThat(read.id()).isEqualTo(change.id());
        assertThat(read.number()).isEqualTo(number);
        assertThat(read.createdAt()).isEqualTo(NOW);
    }

    @Test
    void moreThanAHundredMembersAreRefused() {
        assertThatThrownBy(() -> EpochChange.sign(0, NOW, accounts(101), GROUP, CRYPTO))
                .isInstanceOf(IllegalArgumentException.class);
        byte[] huge =
                EpochChange.sign(0, NOW, accounts(100), GROUP, CRYPTO).encode().toByteArray();
        huge[50] = (byte) 200;
        assertThat(refusal(() -> EpochChange.decode(huge, CRYPTO))).isEqualTo(Reason.OVER_LIMIT);
    }

    @Test
    void aForgedEpochChangeIsRefused() throws Exception {
        Devices devices = Devices.acquainted(2);
        List<SessionId> members = List.copyOf(devices.groups.keySet());
        byte[] change = devices.epoch
                .next(NOW, members, devices.groupKey, CRYPTO)
                .encode()
                .toByteArray();

        for (int bit = 8; bit < change.length * 8; bit++) {
            byte[] flipped = change.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> EpochChange.decode(flipped, CRYPTO))
                    .as("bit %d", bit)
                    .isInstanceOfAny(GroupException.class, MalformedDataException.class);
        }
        // Well signed, but by the key of another group.
        EpochChange foreign = EpochChange.sign(7, NOW, members, GROUP, CRYPTO);
        assertThat(refusal(() -> devices.group(members.get(0)).apply(foreign, NOW, RANDOM)))
                .isEqualTo(Reason.NOT_FOR_US);
    }

    @Test
    void epochChangesThatAreReplayedOrOutOfOrderAreRefused() throws Exception {
        Devices devices = Devices.acquainted(2);
        List<SessionId> members = List.copyOf(devices.groups.keySet());
        SessionId alice = members.get(0);
        EpochChange first = devices.epoch.next(NOW, members, devices.groupKey, CRYPTO);
        EpochChange second = first.next(NOW, members, devices.groupKey, CRYPTO);

        devices.keep(alice, (Renewed.Chain) devices.group(alice).apply(second, NOW, RANDOM));

        byte[] before = devices.captured(alice);
        assertThat(refusal(() -> devices.group(alice).apply(second, NOW, RANDOM)))
                .isEqualTo(Reason.ALREADY_USED);
        assertThat(refusal(() -> devices.group(alice).apply(first, NOW, RANDOM)))
                .isEqualTo(Reason.OUTDATED);
        assertThat(refusal(() -> devices.group(alice).apply(devices.epoch, NOW, RANDOM)))
                .isEqualTo(Reason.OUTDATED);
        assertThat(devices.captured(alice)).isEqualTo(before);
    }

    @Test
    void twoChangesOfOneNumberEndAlikeInAnyOrder() throws Exception {
        Devices devices = Devices.acquainted(2);
        List<SessionId> members = List.copyOf(devices.groups.keySet());
        EpochChange one = devices.epoch.next(NOW, members, devices.groupKey, CRYPTO);
        EpochChange other = devices.epoch.next(NOW.plusMillis(1), members, devices.groupKey, CRYPTO);
        EpochChange winner = one.compareOrder(other) > 0 ? one : other;

        for (List<EpochChange> order : List.of(List.of(one, other), List.of(other, one))) {
            SenderKeyGroup group = reloaded(devices.captured(members.get(0)));
            for (EpochChange change : order) {
                try {
                    group = ((Renewed.Chain) group.apply(change, NOW, RANDOM)).state();
                } catch (GroupException e) {
                    assertThat(e.reason()).isEqualTo(Reason.OUTDATED);
                }
            }
            assertThat(group.epoch()).isEqualTo(winner);
        }
    }

    @Test
    void aDistributionOfAnEpochToComeIsToWait() throws Exception {
        Devices devices = Devices.acquainted(2);
        SessionId alice = devices.member(0);
        SessionId bob = devices.member(1);
        EpochChange next = devices.epoch.next(NOW, List.of(alice, bob), devices.groupKey, CRYPTO);
        devices.keep(alice, (Renewed.Chain) devices.group(alice).apply(next, NOW, RANDOM));

        KeyDistribution early = Devices.decoded(devices.distribution(alice));
        assertThat(refusal(() -> devices.group(bob).accept(early, alice))).isEqualTo(Reason.UNKNOWN_KEY);
        devices.keep(bob, (Renewed.Chain) devices.group(bob).apply(next, NOW, RANDOM));
        devices.handOver(alice, bob);
        assertThat(devices.read(bob, devices.write(alice, "there"), alice)).isEqualTo("there");
    }

    @Test
    void anyFlippedBitOfADistributionIsRefused() throws Exception {
        Devices devices = Devices.strangers(1);
        byte[] distribution = devices.distribution(devices.member(0));

        assertThat(distribution).hasSize(KeyDistribution.LENGTH);
        for (int bit = 0; bit < distribution.length * 8; bit++) {
            byte[] flipped = distribution.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> KeyDistribution.decode(flipped, CRYPTO))
                    .as("bit %d", bit)
                    .isInstanceOfAny(GroupException.class, MalformedDataException.class);
        }
    }

    @Property(tries = 1000)
    void randomBytesAreNeverAnythingElse(@ForAll byte[] bytes, @ForAll @IntRange(max = 3) int kind) throws Exception {
        byte[] likely = Arrays.copyOf(bytes, Math.max(1, bytes.length));
        likely[0] = new byte[] {0x41, 0x31, 0x21, 1}[kind];
        for (byte[] any : List.of(bytes, likely)) {
            assertRefused(() -> EpochChange.decode(any, CRYPTO));
            assertRefused(() -> KeyDistribution.decode(any, CRYPTO));
            assertThatThrownBy(() -> reloaded(any)).isInstanceOf(MalformedDataException.class);
            if (any.length != 54) {
                assertRefused(() -> KeyRequest.decode(any));
            }
        }
    }

    @Property(tries = 1000)
    void aSpoiltStateIsReadOrRefused(@ForAll long seed) throws Exception {
        byte[] spoilt = STATE.clone();
        Random random = new Random(seed);
        for (int i = 0; i <= random.nextInt(3); i++) {
            spoilt[random.nextInt(spoilt.length)] = (byte) random.nextInt();
        }
        byte[] cut = random.nextInt(4) == 0 ? Arrays.copyOf(spoilt, random.nextInt(spoilt.length)) : spoilt;
        SenderKeyGroup read;
        try {
            read = reloaded(cut);
        } catch (MalformedDataException e) {
            return;
        }
        assertThat(Bytes.of(exposed(read.encode()))).isEqualTo(Bytes.of(cut));
    }

    private static final byte[] STATE = state();

    /** With chains, keys passed over, and chains of the epoch before. */
    private static byte[] state() {
        try {
            Devices devices = Devices.acquainted(3);
            for (int round = 0; round < 2; round++) {
                for (int i = 0; i < 3; i++) {
                    assertThat(devices.write(devices.member(1), "unread").isEmpty())
                            .isFalse();
                }
                Bytes message = devices.write(devices.member(1), "read");
                assertThat(devices.read(devices.member(0), message, devices.member(1)))
                        .isEqualTo("read");
                if (round == 0) {
                    devices.change(List.copyOf(devices.groups.keySet()));
                }
            }
            return devices.captured(devices.member(0));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfAny(GroupException.class, MalformedDataException.class);
    }

    private static List<SessionId> accounts(int count) {
        List<SessionId> accounts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            accounts.add(account());
        }
        return accounts;
    }
}
