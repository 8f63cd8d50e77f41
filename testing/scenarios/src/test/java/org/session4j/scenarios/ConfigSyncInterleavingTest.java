package org.session4j.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.session4j.client.Chat;
import org.session4j.client.Conversation;
import org.session4j.client.SessionClient;
import org.session4j.protocol.Account;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.message.Profile;
import org.session4j.testkit.Fault;
import org.session4j.testkit.TestNetwork;
import org.session4j.testkit.TestNode;

/**
 * Three devices of one account change things at random while the swarm fails now and then and the devices are closed and
 * opened. After all that they know the same, and so does a fourth that is restored from the recovery phrase.
 */
class ConfigSyncInterleavingTest {

    private static final int DEVICES = 3;
    private static final int STEPS = 60;
    private static final List<Fault> FAULTS =
            List.of(new Fault.ServerError(503), new Fault.DroppedReply(), new Fault.DiskFull(), new Fault.HalfReply());

    private final Account account = Account.generate();
    private final SessionId carol = Account.generate().sessionId();
    private final SessionId dave = Account.generate().sessionId();

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    @Timeout(300)
    void whateverHappensAllDevicesKnowTheSameInTheEnd(long seed) {
        Random random = new Random(seed);
        List<Device> devices = new ArrayList<>();
        try (TestNetwork network = PatientNetwork.builder().seed(seed).start();
                SessionClient bob = SessionClient.builder(network)
                        .account(Account.generate())
                        .open()) {
            try {
                for (int i = 0; i < DEVICES; i++) {
                    devices.add(new Device(network, account));
                }
                for (int step = 0; step < STEPS; step++) {
                    act(network, bob, devices.get(random.nextInt(DEVICES)), random);
                }
                network.clearFaults();
                network.swarmOf(account.sessionId()).forEach(TestNode::clearFaults);
                awaitSame(devices);
                devices.add(new Device(network, Account.of(account.recoveryPhrase())));
                awaitSame(devices);
                assertThat(devices.get(DEVICES).knowledge()).isNotEmpty();
            } finally {
                devices.forEach(Device::close);
            }
        }
    }

    private static void awaitSame(List<Device> devices) {
        Device.await(() -> devices.stream().map(Device::knowledge).distinct().count() == 1);
    }

    private void act(TestNetwork network, SessionClient bob, Device device, Random random) {
        List<TestNode> swarm = network.swarmOf(account.sessionId());
        switch (random.nextInt(12)) {
            case 0 -> device.reopen();
            case 1 -> swarm.get(random.nextInt(swarm.size())).fault(FAULTS.get(random.nextInt(FAULTS.size())));
            case 2 -> swarm.forEach(TestNode::clearFaults);
            case 3 -> bob.async().send(account.sessionId(), "message " + random.nextInt());
            case 4 ->
                device.client().chat(new Conversation.Direct(bob.sessionId())).markRead();
            case 5 -> device.client().setProfile(Profile.of("Alice " + random.nextInt(5)));
            case 6 -> device.client().chat(new Conversation.NoteToSelf()).setPriority(random.nextInt(3) - 1);
            default ->
                change(device.client().chat(new Conversation.Direct(random.nextBoolean() ? carol : dave)), random);
        }
    }

    private static void change(Chat chat, Random random) {
        switch (random.nextInt(6)) {
            case 0 -> chat.block();
            case 1 -> chat.unblock();
            case 2 -> chat.setNickname("name " + random.nextInt(5));
            case 3 -> chat.setPriority(random.nextInt(3));
            case 4 -> chat.delete();
            default -> chat.async().approve();
        }
    }
}
