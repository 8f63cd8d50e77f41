package org.session4j.groups.senderkeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.session4j.groups.senderkeys.Devices.CRYPTO;
import static org.session4j.groups.senderkeys.Devices.NOW;
import static org.session4j.groups.senderkeys.Devices.RANDOM;
import static org.session4j.groups.senderkeys.Devices.decoded;
import static org.session4j.groups.senderkeys.Devices.exposed;
import static org.session4j.groups.senderkeys.Devices.refusal;
import static org.session4j.groups.senderkeys.Devices.reloaded;
import static org.session4j.groups.senderkeys.Devices.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.session4j.groups.GroupException;
import org.session4j.groups.GroupException.Reason;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;

class SenderKeyGroupTest {

    @Test
    void everybodyReadsWhatAnybodyWrites() throws Exception {
        Devices devices = Devices.acquainted(4);

        for (SessionId sender : devices.groups.keySet()) {
            Bytes message = devices.write(sender, "from " + sender);
            assertThat(message.length()).isEqualTo(25 + 80 + 32 + 64);
            for (SessionId receiver : devices.groups.keySet()) {
                if (!receiver.equals(sender)) {
                    assertThat(devices.read(receiver, message, sender)).isEqualTo("from " + sender);
                }
            }
        }
    }

    @Property(tries = 60)
    void anyOrderOfDeliveryGivesTheSameTexts(@ForAll @IntRange(min = 1, max = 40) int count, @ForAll long seed)
            throws Exception {
        Devices devices = Devices.acquainted(3);
        Map<Bytes, String> texts = new HashMap<>();
        Map<Bytes, SessionId> senders = new HashMap<>();
        List<Bytes> messages = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SessionId sender = devices.member(i % 2);
            Bytes message = devices.write(sender, "text " + i);
            messages.add(message);
            texts.put(message, "text " + i);
            senders.put(message, sender);
        }
        Collections.shuffle(messages, new Random(seed));

        SessionId reader = devices.member(2);
        for (Bytes message : messages) {
            assertThat(devices.read(reader, message, senders.get(message))).isEqualTo(texts.get(message));
        }
        for (Bytes message : messages) {
            assertThat(refusal(() -> devices.read(reader, message, senders.get(message))))
                    .isEqualTo(Reason.ALREADY_USED);
        }
    }

    @Property(tries = 100)
    void stateCapturedNowOpensNothingEarlier(
            @ForAll @IntRange(min = 0, max = 12) int read, @ForAll @IntRange(min = 0, max = 6) int late)
            throws Exception {
        Devices devices = Devices.acquainted(2);
        SessionId alice = devices.member(0);
        SessionId bob = devices.member(1);
        List<Bytes> before = new ArrayList<>();
        for (int i = 0; i < read; i++) {
            Bytes message = devices.write(alice, "secret " + i);
            before.add(message);
            assertThat(devices.read(bob, message, alice)).isEqualTo("secret " + i);
        }

        byte[] ofReader = devices.captured(bob);
        byte[] ofWriter = devices.captured(alice);
        for (int i = 0; i < late; i++) {
            assertThat(reloaded(ofReader).decrypt(devices.write(alice, "new"), alice, NOW))
                    .isInstanceOf(Received.Opened.class);
        }

        for (Bytes message : before) {
            assertThat(refusal(() -> reloaded(ofReader).decrypt(message, alice, NOW)))
                    .isEqualTo(Reason.ALREADY_USED);
            // What the writer's own state would give to somebody who has only that.
            SenderKeyGroup thief = freshMember(devices, bob, ofWriter, alice);
            assertThat(refusal(() -> thief.decrypt(message, alice, NOW))).isEqualTo(Reason.ALREADY_USED);
        }
    }

    /** A device of bob that knows of alice what her stolen state hands out. */
    private static SenderKeyGroup freshMember(Devices devices, SessionId bob, byte[] stolen, SessionId alice)
            throws Exception {
        SenderKeyGroup theirs = reloaded(stolen);
        SenderKeyGroup mine =
                SenderKeyGroup.join(devices.epoch, bob, NOW, RANDOM, CRYPTO).state();
        DistributionId id = decoded(devices.distribution(alice)).distributionId();
        byte[] chain = exposed(theirs.distributionFor(new KeyRequest(mine.groupId(), id, 0), bob));
        return mine.accept(decoded(chain), alice);
    }

    @Test
    void aCapturedStateOpensNothingNewAfterARemoval() throws Exception {
        Devices devices = Devices.acquainted(4);
        SessionId alice = devices.member(0);
        SessionId bob = devices.member(1);
        SessionId removed = devices.member(3);
        byte[] ofRemoved = devices.captured(removed);
        byte[] ofBob = devices.captured(bob);

        devices.change(List.of(alice, bob, devices.member(2)));
        Bytes message = devices.write(alice, "without you");

        assertThat(devices.read(bob, message, alice)).isEqualTo("without you");
        assertThat(refusal(() -> reloaded(ofRemoved).decrypt(message, alice, NOW)))
                .isEqualTo(Reason.UNKNOWN_KEY);
        assertThat(refusal(() -> reloaded(ofBob).decrypt(message, alice, NOW))).isEqualTo(Reason.UNKNOWN_KEY);
        Bytes intrusion = reloaded(ofRemoved).encrypt(new byte[3]).message();
        assertThat(refusal(() -> devices.read(bob, intrusion, removed))).isEqualTo(Reason.NOT_A_MEMBER);
    }

    @Test
    void aCapturedStateOpensNothingNewAfterARotation() throws Exception {
        Devices devices = Devices.acquainted(2);
        SessionId alice = devices.member(0);
        SessionId bob = devices.member(1);
        byte[] ofBob = devices.captured(bob);

        devices.keep(alice, devices.group(alice).renewChain(NOW, RANDOM));
        devices.handOver(alice, bob);
        Bytes message = devices.write(alice, "healed");

        assertThat(devices.read(bob, message, alice)).isEqualTo("healed");
        assertThat(refusal(() -> reloaded(ofBob).decrypt(message, alice, NOW))).isEqualTo(Reason.UNKNOWN_KEY);
    }

    @Test
    void theRemovedMemberHasNothingLeft() throws Exception {
        Devices devices = Devices.acquainted(3);
        SenderKeyGroup group = devices.group(devices.member(2));
        EpochChange change =
                devices.epoch.next(NOW, List.of(devices.member(0), devices.member(1)), devices.groupKey, CRYPTO);

        assertThat(group.apply(change, NOW, RANDOM)).isEqualTo(new Renewed.Removed(change));
        assertThatThrownBy(group::encode).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aMemberCannotSpeakAsAnother() throws Exception {
        Devices devices = Devices.acquainted(3);
        SessionId alice = devices.member(0);
        SessionId bob = devices.member(1);
        SessionId mallory = devices.member(2);
        Bytes message = devices.write(mallory, "it is me, alice");

        // Under another author, as another's distribution, and under a chain that mallory names as alice's.
        assertThat(refusal(() -> devices.read(bob, message, alice))).isEqualTo(Reason.UNKNOWN_KEY);
        KeyDistribution ofMallory = decoded(devices.distribution(mallory));
        assertThat(refusal(() -> devices.group(bob).accept(ofMallory, alice))).isEqualTo(Reason.NOT_A_MEMBER);
        KeyDistribution ofAlice = decoded(devices.distribution(alice));
        assertThat(refusal(() -> devices.group(bob).accept(ofAlice, mallory))).isEqualTo(Reason.NOT_A_MEMBER);

        // With all that mallory knows of alice's chain but the signing key.
        Bytes real = devices.write(alice, "hi");
        byte[] forged = real.toByteArray();
        Bytes signedByMallory = message.slice(message.length() - 64, message.length());
        signedByMallory.copyTo(forged, forged.length - 64);
        assertThat(refusal(() -> devices.read(bob, Bytes.of(forged), alice))).isEqualTo(Reason.BAD_SIGNATURE);
        assertThat(devices.read(bob, real, alice)).isEqualTo("hi");
    }

    @Test
    void anyFlippedBitIsRefusedAndTheStateStays() throws Exception {
        Devices devices = Devices.acquainted(2);
        SessionId alice = devices.member(0);
        SessionId bob = devices.member(1);
        Bytes message = devices.write(alice, "");
        byte[] before = devices.captured(bob);

        for (int bit = 0; bit < message.length() * 8; bit++) {
            byte[] flipped = message.toByteArray();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> devices.read(bob, Bytes.of(flipped), alice))
                    .as("bit %d", bit)
                    .isInstanceOf(GroupException.class);
        }
        for (int length = 0; length < message.length(); length++) {
            Bytes part = message.slice(0, length);
            assertThatThrownBy(() -> devices.read(bob, part, alice))
                    .isInstanceOfAny(GroupException.class, MalformedDataException.class);
        }

        assertThat(devices.captured(bob)).isEqualTo(before);
        assertThat(devices.read(bob, message, alice)).isEmpty();
    }

    @Test
    void aMessageOfAnotherGroupIsRefused() throws Exception {
        Devices devices = Devices.acquainted(2);
        Devices others = Devices.acquainted(2);
        SessionId alice = devices.member(0);

        Bytes message = others.write(others.member(0), "elsewhere");

        assertThat(refusal(() -> devices.read(devices.member(1), message, alice)))
                .isEqualTo(Reason.UNKNOWN_KEY);
        KeyDistribution foreign = decoded(others.distribution(others.member(0)));
        assertThat(refusal(() -> devices.group(alice).accept(foreign, others.member(0))))
                .isEqualTo(Reason.NOT_FOR_US);
    }

    @Test
    void keysAreMadeAheadAsFarAsTheWindowGoes() throws Exception {
        Devices devices = Devices.acquainted(2);
        SessionId alice = devices.member(0);
        SessionId bob = devices.member(1);
        List<Bytes> messages = new ArrayList<>();
        for (int i = 0; i <= 2001; i++) {
            messages.add(devices.write(alice, "text " + i));
        }

        assertThat(refusal(() -> devices.read(bob, messages.get(2001), alice))).isEqualTo(Reason.TOO_FAR_AHEAD);
        assertThat(devices.read(bob, messages.get(2000), alice)).isEqualTo("text 2000");
        assertThat(devices.read(bob, messages.get(2001), alice)).isEqualTo("text 2001");
        assertThat(devices.read(bob, messages.get(0), alice)).isEqualTo("text 0");

        byte[] full = devices.captured(bob);
        assertThat(exposed(reloaded(full).encode())).isEqualTo(full);
        assertThat(text(reloaded(full).decrypt(messages.get(1999), alice, NOW))).isEqualTo("text 1999");
        assertThat(refusal(() -> reloaded(full)
                        .decrypt(
                                messages.get(1999),
                                alice,
                                NOW.plus(Duration.ofDays(14)).plusMillis(1))))
                .isEqualTo(Reason.ALREADY_USED);
    }

    @Test
    void whoIsTooFarBehindAsksAndReadsOn() throws Exception {
        Devices devices = Devices.acquainted(2);
        SessionId alice = devices.member(0);
        SessionId bob = devices.member(1);
        Bytes message = devices.write(alice, "0");
        for (int i = 0; i < 2005; i++) {
            message = devices.write(alice, "more");
        }
        Bytes last = message;
        assertThat(refusal(() -> devices.read(bob, last, alice))).isEqualTo(Reason.TOO_FAR_AHEAD);

        KeyRequest request =
                KeyRequest.decode(devices.group(bob).requestFor(last).encode().toByteArray());
        byte[] chain = exposed(devices.group(alice).distributionFor(request, bob));
        devices.groups.put(bob, devices.group(bob).accept(decoded(chain), alice));

        assertThat(devices.read(bob, devices.write(alice, "again"), alice)).isEqualTo("again");
        assertThat(refusal(() -> devices.read(bob, last, alice))).isEqualTo(Reason.ALREADY_USED);
    }

    @Test
    void aMissingKeyIsAskedForAndOnlyMembersGetIt() throws Exception {
        Devices devices = Devices.strangers(2);
        SessionId alice = devices.member(0);
        SessionId bob = devices.member(1);
        Bytes unread = devices.write(alice, "too early");
        assertThat(refusal(() -> devices.read(bob, unread, alice))).isEqualTo(Reason.UNKNOWN_KEY);
        KeyRequest request = devices.group(bob).requestFor(unread);

        assertThat(refusal(() -> devices.group(alice).distributionFor(request, Devices.account())))
                .isEqualTo(Reason.NOT_A_MEMBER);
        assertThat(refusal(() -> devices.group(bob).distributionFor(request, alice)))
                .isEqualTo(Reason.NOT_FOR_US);
        byte[] chain = exposed(devices.group(alice).distributionFor(request, bob));
        devices.groups.put(bob, devices.group(bob).accept(decoded(chain), alice));

        assertThat(refusal(() -> devices.read(bob, unread, alice))).isEqualTo(Reason.ALREADY_USED);
        assertThat(devices.read(bob, devices.write(alice, "now"), alice)).isEqualTo("now");
    }

    @Test
    void anOldChainDoesNotComeBack() throws Exception {
        Devices devices = Devices.acquainted(2);
        SessionId alice = devices.member(0);
        SessionId bob = devices.member(1);
        byte[] first = devices.distribution(alice);
        assertThat(refusal(() -> devices.group(bob).accept(decoded(first), alice)))
                .isEqualTo(Reason.ALREADY_USED);

        devices.keep(alice, devices.group(alice).renewChain(NOW, RANDOM));
        devices.handOver(alice, bob);
        assertThat(refusal(() -> devices.group(bob).accept(decoded(first), alice)))
                .isEqualTo(Reason.OUTDATED);
        byte[] second = devices.distribution(alice);
        devices.keep(alice, devices.group(alice).renewChain(NOW, RANDOM));
        devices.handOver(alice, bob);
        devices.change(List.copyOf(devices.groups.keySet()));
        for (byte[] old : List.of(first, second)) {
            assertThat(refusal(() -> devices.group(bob).accept(decoded(old), alice)))
                    .isEqualTo(Reason.OUTDATED);
        }
    }

    @Test
    void aStateIsUsedOnce() throws Exception {
        Devices devices = Devices.acquainted(2);
        SenderKeyGroup group = devices.group(devices.member(0));

        assertThat(group.encrypt(new byte[1]).state().revision()).isEqualTo(group.revision() + 1);
        assertThatThrownBy(() -> group.encrypt(new byte[1])).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(group::encode).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void nothingIsSentFromAnOlderCopyBeforeItHasANewChain() throws Exception {
        Devices devices = Devices.acquainted(2);
        SessionId alice = devices.member(0);
        SessionId bob = devices.member(1);
        byte[] backup = devices.captured(alice);
        Bytes sentSince = devices.write(alice, "sent since");
        long latest = devices.group(alice).revision();
        assertThat(devices.read(bob, sentSince, alice)).isEqualTo("sent since");

        SenderKeyGroup known = SenderKeyGroup.decode(backup, latest, CRYPTO);
        SenderKeyGroup told = reloaded(backup).asRestored();
        Received seen = reloaded(backup).decrypt(sentSince, alice, NOW);

        assertThat(seen).isEqualTo(new Received.Own(seen.state(), true));
        for (SenderKeyGroup restored : List.of(known, told, seen.state())) {
            assertThat(refusal(() -> restored.encrypt(new byte[1]))).isEqualTo(Reason.RESTORED_STATE);
            byte[] stored = exposed(restored.encode());
            assertThat(refusal(() -> reloaded(stored).encrypt(new byte[1]))).isEqualTo(Reason.RESTORED_STATE);
            devices.keep(alice, restored.renewChain(NOW, RANDOM));
            devices.handOver(alice, bob);
            assertThat(devices.read(bob, devices.write(alice, "back"), alice)).isEqualTo("back");
        }
        Bytes mine = devices.write(alice, "mine");
        Received own = devices.group(alice).decrypt(mine, alice, NOW);
        assertThat(own).isEqualTo(new Received.Own(own.state(), false));
    }

    @Test
    void twoDevicesOfOneMemberHaveAChainEach() throws Exception {
        Devices devices = Devices.acquainted(2);
        SessionId alice = devices.member(0);
        SessionId bob = devices.member(1);
        Renewed.Chain second = SenderKeyGroup.join(devices.epoch, alice, NOW, RANDOM, CRYPTO);
        byte[] chain = exposed(second.distribution());
        devices.groups.put(bob, devices.group(bob).accept(decoded(chain), alice));
        devices.groups.put(alice, devices.group(alice).accept(decoded(chain), alice));

        Encrypted written = second.state().encrypt(new byte[] {'2'});

        assertThat(devices.read(bob, devices.write(alice, "1"), alice)).isEqualTo("1");
        assertThat(devices.read(bob, written.message(), alice)).isEqualTo("2");
        assertThat(devices.read(alice, written.message(), alice)).isEqualTo("2");
    }

    @Test
    void whatWasUnderWayIsReadAfterAnEpochChangeFromWhoIsStillAMember() throws Exception {
        Devices devices = Devices.acquainted(3);
        SessionId alice = devices.member(0);
        SessionId bob = devices.member(1);
        SessionId carol = devices.member(2);
        Bytes fromAlice = devices.write(alice, "under way");
        Bytes fromCarol = devices.write(carol, "under way too");

        devices.change(List.of(alice, bob));
        byte[] stored = devices.captured(bob);
        assertThat(exposed(reloaded(stored).encode())).isEqualTo(stored);

        assertThat(refusal(() -> devices.read(bob, fromCarol, carol))).isEqualTo(Reason.NOT_A_MEMBER);
        assertThat(refusal(() -> reloaded(stored).decrypt(fromAlice, alice, NOW.plus(Duration.ofDays(15)))))
                .isEqualTo(Reason.UNKNOWN_KEY);
        assertThat(devices.read(bob, fromAlice, alice)).isEqualTo("under way");
        Bytes second = devices.write(alice, "of the new epoch");
        devices.change(List.of(alice, bob));
        devices.change(List.of(alice, bob));
        assertThat(devices.read(bob, second, alice)).isEqualTo("of the new epoch");
    }

    @Test
    void whoSkippedAnEpochReadsWhatWasWrittenInItOnceTheKeysCome() throws Exception {
        Devices devices = Devices.acquainted(3);
        SessionId alice = devices.member(0);
        SessionId bob = devices.member(1);
        SessionId carol = devices.member(2);
        byte[] offline = devices.captured(bob);
        devices.change(List.of(alice, bob, carol));
        byte[] first = devices.distribution(alice);
        byte[] fromCarol = devices.distribution(carol);
        Bytes written = devices.write(alice, "while bob was away");
        devices.change(List.of(alice, bob));

        SenderKeyGroup back = reloaded(offline);
        assertThat(refusal(() -> back.accept(decoded(first), alice))).isEqualTo(Reason.UNKNOWN_KEY);
        SenderKeyGroup caughtUp = ((Renewed.Chain) back.apply(devices.epoch, NOW, RANDOM)).state();
        assertThat(refusal(() -> caughtUp.accept(decoded(fromCarol), carol))).isEqualTo(Reason.NOT_A_MEMBER);
        SenderKeyGroup knowing = caughtUp.accept(decoded(first), alice);
        byte[] stored = exposed(knowing.encode());

        assertThat(refusal(() -> reloaded(stored).decrypt(written, alice, NOW.plus(Duration.ofDays(15)))))
                .isEqualTo(Reason.UNKNOWN_KEY);
        assertThat(Devices.text(reloaded(stored).decrypt(written, alice, NOW))).isEqualTo("while bob was away");
    }

    @Test
    void theChainsOfOneSenderAreBounded() throws Exception {
        Devices devices = Devices.acquainted(2);
        SessionId alice = devices.member(0);
        SessionId bob = devices.member(1);
        for (int i = 0; i < 3 * ChainTable.MAX_CHAINS; i++) {
            Renewed.Chain other = SenderKeyGroup.join(devices.epoch, alice, NOW, RANDOM, CRYPTO);
            devices.groups.put(bob, devices.group(bob).accept(decoded(exposed(other.distribution())), alice));
        }

        assertThat(devices.captured(bob).length).isLessThan(ChainTable.MAX_CHAINS * 150 + 1000);
    }

    @Test
    void aChainIsUnusedUntilSomethingIsWrittenUnderIt() throws Exception {
        Devices devices = Devices.acquainted(2);
        SessionId alice = devices.member(0);
        assertThat(devices.group(alice).isChainUnused()).isTrue();
        SenderKeyGroup before = devices.group(alice);

        Bytes unused = devices.write(alice, "1");

        assertThat(unused.isEmpty()).isFalse();
        assertThat(before.isSpent()).isTrue();
        assertThat(devices.group(alice).isSpent()).isFalse();
        assertThat(devices.group(alice).isChainUnused()).isFalse();
        assertThat(devices.group(alice).renewChain(NOW, RANDOM).state().isChainUnused())
                .isTrue();
    }

    @Test
    void keysAreDueAfterTimeAndAfterMessages() throws Exception {
        Devices devices = Devices.acquainted(2);
        SessionId alice = devices.member(0);
        RotationPolicy policy = new RotationPolicy(Duration.ofDays(7), 3);

        assertThat(devices.group(alice).isChainDue(NOW, policy)).isFalse();
        assertThat(devices.group(alice).isChainDue(NOW.plus(Duration.ofDays(7)), policy))
                .isTrue();
        assertThat(devices.group(alice).isEpochDue(NOW.plus(Duration.ofDays(7)).minusMillis(1), policy))
                .isFalse();
        assertThat(devices.group(alice).isEpochDue(NOW.plus(Duration.ofDays(7)), policy))
                .isTrue();
        for (int i = 0; i < 3; i++) {
            assertThat(devices.group(alice).isChainDue(NOW, policy)).isFalse();
            assertThat(devices.write(alice, "x").isEmpty()).isFalse();
        }
        assertThat(devices.group(alice).isChainDue(NOW, policy)).isTrue();
        assertThat(devices.group(alice).renewChain(NOW, RANDOM).state().isChainDue(NOW, policy))
                .isFalse();
    }

    @Test
    void aContentThatIsTooLongIsRefused() throws Exception {
        Devices devices = Devices.acquainted(2);
        SenderKeyGroup group = devices.group(devices.member(0));

        assertThat(refusal(() -> group.encrypt(new byte[SenderKeyGroup.MAX_CONTENT + 1])))
                .isEqualTo(Reason.OVER_LIMIT);
        Bytes longest = group.encrypt(new byte[SenderKeyGroup.MAX_CONTENT]).message();
        assertThat(devices.read(devices.member(1), longest, devices.member(0))).hasSize(SenderKeyGroup.MAX_CONTENT);
        byte[] longer = longest.toByteArray();
        byte[] tooLong = Arrays.copyOf(longer, longer.length + 16);
        assertThat(refusal(() -> devices.read(devices.member(1), Bytes.of(tooLong), devices.member(0))))
                .isEqualTo(Reason.OVER_LIMIT);
    }
}
