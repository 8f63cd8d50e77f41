package org.session4j.client.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.session4j.client.internal.EngineFixture.BOB;
import static org.session4j.client.internal.EngineFixture.CAROL;
import static org.session4j.client.internal.EngineFixture.ME;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.session4j.client.Conversation;
import org.session4j.protocol.Account;
import org.session4j.protocol.message.Profile;
import org.session4j.swarm.Namespace;

/**
 * Devices of one account change things at random, are cut off, lose answers and are killed. Once all can reach the swarm
 * again they come to rest, and know the same; so does one that is new.
 */
class SyncInterleavingTest {

    private static final Account DAVE = Account.generate();
    private static final List<Conversation.Direct> PEERS = List.of(
            new Conversation.Direct(BOB.sessionId()),
            new Conversation.Direct(CAROL.sessionId()),
            new Conversation.Direct(DAVE.sessionId()));
    private static final Conversation WITH_BOB = PEERS.get(0);
    private static final Duration MOMENT = Duration.ofSeconds(3);

    /** So often each device looks for news until all have come to rest. */
    private static final int ROUNDS = 20;

    @Property(tries = 300)
    void allDevicesKnowTheSameInTheEnd(
            @ForAll Random random,
            @ForAll @IntRange(min = 1, max = 60) int steps,
            @ForAll @IntRange(min = 2, max = 3) int count) {
        SharedSwarm swarm = new SharedSwarm(ME.sessionId());
        List<SyncedDevice> devices = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            devices.add(new SyncedDevice(swarm));
        }
        for (int step = 0; step < steps; step++) {
            swarm.now = swarm.now.plusSeconds(random.nextInt(5));
            act(swarm, devices.get(random.nextInt(count)), random);
        }
        comeToRest(swarm, devices);
        SyncedDevice restored = new SyncedDevice(swarm);
        devices.add(restored);
        comeToRest(swarm, devices);

        for (SyncedDevice device : devices) {
            assertThat(device.failures).isEmpty();
            assertThat(device.states()).as("%s against %s", device, restored).isEqualTo(restored.states());
            assertThat(device.unread(WITH_BOB)).hasSameSizeAs(restored.unread(WITH_BOB));
            assertThat(device.store.settings(ME.sessionId()).profile())
                    .isEqualTo(restored.store.settings(ME.sessionId()).profile());
        }
        devices.forEach(SyncedDevice::close);
    }

    private static void comeToRest(SharedSwarm swarm, List<SyncedDevice> devices) {
        devices.forEach(device -> {
            device.line.cut = false;
            device.line.lostAnswers = 0;
        });
        for (int round = 0; round < ROUNDS; round++) {
            // After failures a device pauses up to a minute.
            Duration time = round == 0 ? Duration.ofMinutes(2) : MOMENT.multipliedBy(2);
            swarm.now = swarm.now.plus(time);
            devices.forEach(device -> device.advance(time));
        }
        assertThat(devices).allMatch(SyncedDevice::isIdle);
    }

    private static void act(SharedSwarm swarm, SyncedDevice device, Random random) {
        switch (random.nextInt(9)) {
            case 0 -> device.line.cut = random.nextBoolean();
            case 1 -> device.line.lostAnswers = random.nextInt(2);
            case 2 -> device.restart();
            case 3 -> device.engine.reading().markRead(WITH_BOB, swarm.now.minusSeconds(random.nextInt(20)));
            case 4 ->
                swarm.put(Namespace.DEFAULT, EngineFixture.text(BOB, "at " + swarm.now, swarm.now.minusMillis(1)));
            case 5, 6 -> change(swarm, device, random);
            default -> device.advance(MOMENT.multipliedBy(random.nextInt(3)));
        }
    }

    private static void change(SharedSwarm swarm, SyncedDevice device, Random random) {
        Chats chats = device.chats();
        Conversation.Direct peer = PEERS.get(random.nextInt(PEERS.size()));
        switch (random.nextInt(7)) {
            // Whoever was blocked when something came never sees it.
            case 0, 1 -> chats.block(PEERS.get(1 + random.nextInt(2)), random.nextBoolean());
            case 2 -> chats.nickname(peer, random.nextBoolean() ? null : "name " + random.nextInt(5));
            case 3 ->
                chats.priority(random.nextBoolean() ? peer : new Conversation.NoteToSelf(), random.nextInt(3) - 1);
            case 4 ->
                chats.change(
                        device.store.settings(ME.sessionId()).withProfile(Profile.of("Alice " + random.nextInt(5))));
            case 5 -> chats.delete(PEERS.get(1 + random.nextInt(2)));
            default -> chats.approve(peer);
        }
    }
}
