package org.session4j.client.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.session4j.client.internal.EngineFixture.BOB;
import static org.session4j.client.internal.EngineFixture.ME;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.session4j.client.ChatMessage;
import org.session4j.client.Conversation;
import org.session4j.client.NewGroup;
import org.session4j.client.internal.groups.GroupView;
import org.session4j.groups.v2.GroupId;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.message.TextMessage;

/** Whatever the members of a swarm lag, lose in order and repeat, all devices in a group end with the same. */
class GroupInterleavingTest {

    enum Step {
        ADMIN_SAYS,
        BOB_SAYS,
        RENAME,
        REKEY,
        FIRST_LAGS,
        SECOND_LAGS,
        CATCH_UP,
        BOB_RESTARTS,
        TIME
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Arbitraries.of(Step.class).list().ofMinSize(3).ofMaxSize(14);
    }

    @Property(tries = 60)
    void allDevicesEndWithTheSame(@ForAll("steps") List<Step> steps, @ForAll long seed) {
        try (Run run = new Run(seed)) {
            steps.forEach(run::take);
            run.settle();
            run.assertAlike();
        }
    }

    private static final class Run implements AutoCloseable {

        private final Random random;
        private final SharedSwarm mine = new SharedSwarm(ME.sessionId());
        private final SharedSwarm bobs = new SharedSwarm(BOB.sessionId());
        private final SharedGroupSwarm swarm = new SharedGroupSwarm();
        private final SyncedDevice admin = new SyncedDevice(ME, mine, swarm);
        private final SyncedDevice bob = new SyncedDevice(BOB, bobs, swarm);
        private final SyncedDevice bobsOther = new SyncedDevice(BOB, bobs, swarm);
        private final SessionId id;
        private int said;

        Run(long seed) {
            random = new Random(seed);
            mine.connect(bobs);
            id = admin.engine
                    .groups()
                    .create(NewGroup.named("Hikers").withMembers(List.of(BOB.sessionId())))
                    .join();
            goOn(15);
            bob.engine.groups().accept(id).join();
            goOn(15);
        }

        void take(Step step) {
            switch (step) {
                case ADMIN_SAYS -> say(admin);
                case BOB_SAYS -> say(bob);
                case RENAME -> begin(admin.engine.groups().rename(id, "Name " + said++));
                case REKEY -> begin(admin.engine.groups().rekey(id));
                case FIRST_LAGS -> swarm.lag(0);
                case SECOND_LAGS -> swarm.lag(1);
                case CATCH_UP -> swarm.catchUp(random);
                case BOB_RESTARTS -> bob.restart();
                case TIME -> goOn(3);
            }
            goOn(1);
        }

        private void say(SyncedDevice device) {
            begin(device.chats().send(new Conversation.Group(id), TextMessage.of("text " + said++)));
        }

        private static void begin(CompletableFuture<?> action) {
            assertThat(action).isNotCompletedExceptionally();
        }

        void settle() {
            swarm.catchUp(random);
            goOn(60);
        }

        private void goOn(int seconds) {
            for (int second = 0; second < seconds; second++) {
                swarm.now = swarm.now.plusSeconds(1);
                mine.now = swarm.now;
                bobs.now = swarm.now;
                for (SyncedDevice device : List.of(admin, bob, bobsOther)) {
                    device.advance(Duration.ofSeconds(1));
                }
            }
        }

        void assertAlike() {
            for (SyncedDevice device : List.of(admin, bob, bobsOther)) {
                assertThat(device.failures).isEmpty();
                assertThat(texts(device)).isEqualTo(texts(admin));
                assertThat(view(device).name()).isEqualTo(view(admin).name());
                assertThat(view(device).members()).isEqualTo(view(admin).members());
                assertThat(keys(device)).isEqualTo(keys(admin));
            }
        }

        private List<String> texts(SyncedDevice device) {
            return device
                    .store
                    .history(device.account.sessionId(), new Conversation.Group(id), Instant.MAX, 100)
                    .stream()
                    .map(ChatMessage::text)
                    .collect(Collectors.toList());
        }

        private GroupView view(SyncedDevice device) {
            return device.engine.groups().view(id);
        }

        /** What messages are sealed with; a device that came earlier may know more old ones. */
        private Object keys(SyncedDevice device) {
            return device.engine
                    .ledger()
                    .groups()
                    .find(GroupId.of(id))
                    .orElseThrow()
                    .keys()
                    .encryptionKey();
        }

        @Override
        public void close() {
            admin.close();
            bob.close();
            bobsOther.close();
        }
    }
}
