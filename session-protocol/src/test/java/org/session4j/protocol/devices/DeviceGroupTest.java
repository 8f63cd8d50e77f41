package org.session4j.protocol.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.session4j.protocol.devices.Devices.ACCOUNT;
import static org.session4j.protocol.devices.Devices.CRYPTO;
import static org.session4j.protocol.devices.Devices.NOW;
import static org.session4j.protocol.devices.Devices.RANDOM;
import static org.session4j.protocol.devices.Devices.decode;
import static org.session4j.protocol.devices.Devices.keys;
import static org.session4j.protocol.devices.Devices.record;
import static org.session4j.protocol.devices.Devices.seal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.devices.Devices.Device;
import org.session4j.protocol.v2.AccountKey;
import org.session4j.protocol.v2.AccountKeys;
import org.session4j.protocol.v2.HybridKeyPair;

class DeviceGroupTest {

    private static final DeviceGroupId ID = DeviceGroupId.generate(NOW, RANDOM);

    private static Instant at(long seconds) {
        return NOW.plusSeconds(seconds);
    }

    private static AccountKey current(Device device) {
        return device.group.keys().current().orElseThrow();
    }

    /** A phone that started the group and a tablet that it let in. */
    private final Device phone = Device.first(ID);

    private final Device tablet = Device.linkedBy(phone, at(10));

    @Test
    void aDeviceThatIsLetInGetsTheKeysAndNoNewOneIsMade() {
        assertThat(current(tablet).isSameAs(current(phone))).isTrue();
        assertThat(tablet.group.isMember()).isTrue();
        assertThat(phone.group.keys().all()).hasSize(1);
        assertThat(tablet.group.payload().devices())
                .isEqualTo(phone.group.payload().devices());
        assertThat(ID.createdAt()).isBetween(NOW.minusSeconds(60), NOW);
    }

    @Test
    void aRemovedDeviceLearnsItAndReadsNothingMore() throws Exception {
        Bytes before = phone.push();
        GroupStep step = phone.take(phone.group.remove(tablet.id, at(20), RANDOM, CRYPTO));
        DeviceGroupMessage message = decode(phone.push());

        assertThat(step.rotated()).isTrue();
        assertThat(step.pushOwed()).isTrue();
        assertThat(step.changes()).containsExactly(new DeviceChange.WasRemoved(tablet.id));
        assertThatThrownBy(() -> message.open(List.of(tablet.keys))).isInstanceOf(DecryptionException.class);
        assertThat(tablet.group.keys().all()).noneMatch(key -> key.isSameAs(current(phone)));
        Standing standing =
                Standing.initial().read(at(11)).unreadable(message, tablet.group, ACCOUNT.ed25519KeyPair(), at(21));
        assertThat(standing.removed()).isTrue();
        assertThat(standing.mayAct()).isFalse();
        // Nor does it come back when what was written before is written again.
        phone.merge(before, at(30));
        assertThat(phone.group.record(tablet.id)).isEmpty();
        assertThat(phone.group.payload().devices().get(tablet.id)).isEqualTo(new DeviceState.Removed(at(30)));
    }

    @Test
    void whoLeavesIsNotInTheListAndTheOthersMakeANewKey() throws Exception {
        Device laptop = Device.linkedBy(phone, at(11));
        tablet.merge(phone.push(), at(12));
        tablet.take(tablet.group.leave(at(13), CRYPTO));
        Bytes goodBye = seal(ID, tablet.group.payload());

        for (Device other : List.of(phone, laptop)) {
            AccountKey before = current(other);
            GroupStep step = other.merge(goodBye, at(14));
            assertThat(step.rotated()).isTrue();
            assertThat(step.pushOwed()).isTrue();
            assertThat(step.changes()).containsExactly(new DeviceChange.HasLeft(tablet.id));
            assertThat(current(other).isSameAs(before)).isFalse();
            assertThat(decode(other.push()).notices()).isZero();
        }
        laptop.merge(phone.push(), at(15));
        phone.merge(laptop.push(), at(15));
        assertThat(current(phone).isSameAs(current(laptop))).isTrue();
        assertThatIllegalStateException().isThrownBy(() -> tablet.group.rotate(at(16), RANDOM, CRYPTO));
    }

    @Test
    void aMemberThatAsksAgainIsReplacedUnderANewKey() {
        Device again = Device.first(ID);
        LinkRequest request = LinkRequest.of(tablet.id, record(again.keys, at(50)), ACCOUNT.ed25519KeyPair());
        LinkRequest stale = LinkRequest.of(tablet.id, record(again.keys, at(10)), ACCOUNT.ed25519KeyPair());
        AccountKey before = current(phone);

        assertThat(phone.group.mayAccept(stale)).isFalse();
        GroupStep step = phone.take(phone.group.accept(request, at(51), RANDOM, CRYPTO));

        assertThat(step.rotated()).isTrue();
        assertThat(current(phone).isSameAs(before)).isFalse();
        assertThat(phone.group.record(tablet.id).orElseThrow().number()).isEqualTo(2);
        assertThat(step.changes())
                .singleElement()
                .isInstanceOfSatisfying(
                        DeviceChange.Changed.class,
                        changed -> assertThat(changed.hasOtherKeys()).isTrue());
        // The new keys read, under the id that they asked with.
        assertThat(DeviceGroup.admits(phone.group.payload(), request)).isTrue();
    }

    @Test
    void whatIsNotToBeAcceptedIsNot() {
        phone.take(phone.group.remove(tablet.id, at(20), RANDOM, CRYPTO));

        assertThat(phone.group.mayAccept(phone.request(at(99)))).isFalse();
        assertThat(phone.group.mayAccept(tablet.request(at(99)))).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> phone.group.accept(tablet.request(at(99)), at(99), RANDOM, CRYPTO));
        assertThatIllegalArgumentException().isThrownBy(() -> phone.group.remove(phone.id, at(99), RANDOM, CRYPTO));
    }

    @Test
    void onlyTheAnswerToItsOwnRequestLetsADeviceIn() {
        LinkRequest request = tablet.request(at(10));
        LinkRequest later = tablet.request(at(11));
        LinkRequest otherKeys = LinkRequest.of(tablet.id, record(keys(), at(10)), ACCOUNT.ed25519KeyPair());

        assertThat(DeviceGroup.admits(phone.group.payload(), request)).isTrue();
        assertThat(DeviceGroup.admits(phone.group.payload(), later)).isFalse();
        assertThat(DeviceGroup.admits(phone.group.payload(), otherKeys)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeviceGroup.join(ID, later, phone.group.payload(), at(12), RANDOM, CRYPTO));
    }

    @Test
    void newDeviceKeysMakeWhatWasWrittenBeforeUnreadable() throws Exception {
        Bytes before = phone.push();
        HybridKeyPair renewed = keys();
        DeviceRecord own = tablet.group.record(tablet.id).orElseThrow().with(renewed.publicKey(), at(20));
        tablet.take(tablet.group.update(own, at(20), CRYPTO));
        phone.merge(tablet.push(), at(21));

        assertThat(decode(phone.push()).open(List.of(renewed)).registered()).containsKey(tablet.id);
        assertThatThrownBy(() -> decode(before).open(List.of(renewed))).isInstanceOf(DecryptionException.class);
        // Nor does a message of before set the record back.
        phone.merge(before, at(22));
        assertThat(phone.group.record(tablet.id)).contains(own);
        assertThatIllegalArgumentException().isThrownBy(() -> tablet.group.update(own, at(23), CRYPTO));
    }

    /** Known limit: who once was a member can let a device in that nobody has asked for. It is told, and can be removed. */
    @Test
    void aDeviceThatAFormerMemberBringsInIsToldAndCanBeRemoved() throws Exception {
        phone.take(phone.group.remove(tablet.id, at(20), RANDOM, CRYPTO));
        DeviceId fresh = DeviceId.generate(RANDOM);
        Map<DeviceId, DeviceState> devices =
                new TreeMap<>(tablet.group.payload().devices());
        devices.put(fresh, new DeviceState.Registered(record(tablet.keys, at(21))));
        Bytes forged = seal(ID, DevicePayload.of(devices, tablet.group.keys()));

        GroupStep step = phone.merge(forged, at(22));

        assertThat(step.changes()).singleElement().isInstanceOf(DeviceChange.Joined.class);
        assertThat(phone.group.record(tablet.id)).isEmpty();
        GroupStep removal = phone.take(phone.group.remove(fresh, at(23), RANDOM, CRYPTO));
        assertThat(removal.rotated()).isTrue();
        assertThatThrownBy(() -> tablet.read(phone.push())).isInstanceOf(DecryptionException.class);
    }

    @Test
    void aKeyThatComesBackInAnOldMessageLivesNoLongerForIt() throws Exception {
        Bytes old = phone.push();
        AccountKey first = current(phone);
        phone.take(phone.group.rotate(at(1000), RANDOM, CRYPTO));
        phone.take(phone.group.rotate(at(2000), RANDOM, CRYPTO));
        Instant afterwards = at(1000).plus(Duration.ofDays(16)).plusSeconds(1);

        GroupStep pruned = phone.take(phone.group.prune(afterwards, CRYPTO));
        GroupStep merged = phone.merge(old, afterwards);

        assertThat(pruned.dropped()).singleElement().matches(key -> key.isSameAs(first));
        assertThat(merged.dropped()).singleElement().matches(key -> key.isSameAs(first));
        assertThat(merged.group().keys().all()).hasSize(2).noneMatch(key -> key.isSameAs(first));
    }

    @Test
    void aDeviceThatAnotherOneHasDisplacedSaysNothingUntilItReadsAgain() throws Exception {
        Device other = Device.first(ID);
        DeviceGroupMessage foreign = decode(other.push());
        Instant newest = at(100);
        Standing standing = Standing.initial().read(newest);

        for (long millis : new long[] {-1000, 300_000}) {
            Standing same =
                    standing.unreadable(foreign, phone.group, ACCOUNT.ed25519KeyPair(), newest.plusMillis(millis));
            assertThat(same).isEqualTo(standing);
        }
        Instant late = newest.plusMillis(300_001);
        Standing displaced = standing.unreadable(foreign, phone.group, ACCOUNT.ed25519KeyPair(), late);
        assertThat(displaced.mayAct()).isFalse();
        assertThat(displaced.read(late.minusMillis(1)).mayAct()).isFalse();
        assertThat(displaced.read(late).mayAct()).isTrue();
        DeviceGroupMessage elsewhere = decode(seal(DeviceGroupId.generate(NOW, RANDOM), other.group.payload()));
        assertThat(standing.unreadable(elsewhere, phone.group, ACCOUNT.ed25519KeyPair(), late))
                .isEqualTo(standing);
    }

    @Test
    void whatIsKnownAlreadyOwesNothing() throws Exception {
        assertThat(tablet.merge(phone.push(), at(20)).pushOwed()).isFalse();
        assertThat(tablet.merge(phone.push(), at(20)).changes()).isEmpty();
        tablet.take(tablet.group.rotate(at(30), RANDOM, CRYPTO));
        assertThat(tablet.merge(phone.push(), at(31)).pushOwed()).isTrue();
        assertThat(phone.merge(tablet.push(), at(32)).pushOwed()).isFalse();
        DeviceGroup stored = DeviceGroup.of(ID, phone.id, phone.group.payload());
        assertThat(stored.payload().devices()).isEqualTo(phone.group.payload().devices());
        assertThat(stored.keys().isSameAs(phone.group.keys())).isTrue();
    }

    /** Four devices that act at random and read one another's messages in any order, some of them several times. */
    @Property(tries = 60)
    void whoHasReadTheSameKnowsTheSame(@ForAll long seed) throws Exception {
        Random random = new Random(seed);
        Device first = Device.first(ID);
        List<Device> all = new ArrayList<>(List.of(first));
        for (int i = 0; i < 3; i++) {
            all.add(Device.linkedBy(first, at(1)));
        }
        for (Device device : all) {
            device.merge(first.push(), at(2));
        }
        List<Device> acting = new ArrayList<>(all);
        List<Bytes> messages = new ArrayList<>();
        for (int step = 0; step < 8 && !acting.isEmpty(); step++) {
            Device device = acting.get(random.nextInt(acting.size()));
            act(device, all, random, at(10 + step));
            messages.add(device.push());
            if (!device.group.isMember()) {
                acting.remove(device);
            }
        }
        // A device that somebody has removed goes on unknowing; what it writes is read all the same.
        for (int round = 0; round < 3; round++) {
            Instant now = at(100 + round);
            List<Bytes> next = new ArrayList<>();
            for (Device device : all) {
                List<Bytes> order = new ArrayList<>(messages);
                order.addAll(messages.subList(0, random.nextInt(messages.size())));
                Collections.shuffle(order, random);
                for (Bytes message : order) {
                    tryMerge(device, message, now);
                }
            }
            for (Device device : all) {
                if (device.group.isMember()) {
                    next.add(device.push());
                }
            }
            messages = next.isEmpty() ? messages : next;
        }
        List<Device> members = all.stream()
                .filter(device -> device.group.isMember())
                .filter(device -> all.stream()
                        .noneMatch(other -> other.group.payload().removed().contains(device.id)))
                .toList();
        for (Device device : members) {
            assertThat(ranks(device)).isEqualTo(ranks(members.get(0)));
            assertThat(current(device).isSameAs(current(members.get(0)))).isTrue();
            assertThat(device.group.keys().isSameAs(members.get(0).group.keys()))
                    .isTrue();
        }
    }

    private static void act(Device device, List<Device> all, Random random, Instant now) {
        Device other = all.get(random.nextInt(all.size()));
        switch (random.nextInt(6)) {
            case 0 -> {
                if (other != device && device.group.record(other.id).isPresent()) {
                    device.take(device.group.remove(other.id, now, RANDOM, CRYPTO));
                }
            }
            case 1 -> device.take(device.group.leave(now, CRYPTO));
            case 2 ->
                device.take(device.group.update(
                        device.group.record(device.id).orElseThrow().with(device.keys.publicKey(), now), now, CRYPTO));
            default -> device.take(device.group.rotate(now, RANDOM, CRYPTO));
        }
    }

    private static void tryMerge(Device device, Bytes message, Instant now) throws Exception {
        try {
            device.merge(message, now);
        } catch (DecryptionException e) {
            // Written by somebody who knows it as removed or gone.
            assertThat(decode(message).slots()).isPositive();
        }
    }

    /** What each device is, without the times at which its end was said. */
    private static Map<DeviceId, Object> ranks(Device device) {
        Map<DeviceId, Object> ranks = new TreeMap<>();
        device.group
                .payload()
                .devices()
                .forEach((id, state) -> ranks.put(
                        id, state instanceof DeviceState.Registered member ? member.device() : state.getClass()));
        return ranks;
    }

    @Test
    void keysOfNoDeviceAreKept() {
        assertThat(AccountKeys.none().current()).isEmpty();
        assertThat(phone.group.toString()).isEqualTo("DeviceGroup[2]");
        assertThat(new DevicePayload(new TreeMap<>(), List.of()).toString())
                .isEqualTo("DevicePayload[0 devices, 0 keys]");
    }
}
