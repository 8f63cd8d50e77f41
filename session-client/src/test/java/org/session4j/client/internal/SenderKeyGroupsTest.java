package org.session4j.client.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.session4j.client.internal.EngineFixture.BOB;
import static org.session4j.client.internal.EngineFixture.ME;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.session4j.client.Conversation;
import org.session4j.client.GroupKind;
import org.session4j.client.NewGroup;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.message.TextMessage;

/** Groups with sender keys, over the swarms of two accounts and of the group. */
class SenderKeyGroupsTest {

    private final SharedSwarm mine = new SharedSwarm(ME.sessionId());
    private final SharedSwarm bobs = new SharedSwarm(BOB.sessionId());
    private final SharedGroupSwarm swarm = new SharedGroupSwarm();
    private final SyncedDevice admin;
    private final SyncedDevice bob;
    private final Conversation.Group group;

    SenderKeyGroupsTest() {
        mine.connect(bobs);
        bobs.connect(mine);
        admin = new SyncedDevice(ME, mine, swarm);
        bob = new SyncedDevice(BOB, bobs, swarm);
        CompletableFuture<SessionId> made = admin.engine
                .groups()
                .create(NewGroup.named("Hikers")
                        .withMembers(List.of(BOB.sessionId()))
                        .withSenderKeys());
        goOn();
        group = new Conversation.Group(made.join());
    }

    @AfterEach
    void close() {
        assertThat(admin.failures).isEmpty();
        assertThat(bob.failures).isEmpty();
        admin.close();
        bob.close();
    }

    private void goOn() {
        for (int second = 0; second < 20; second++) {
            mine.now = mine.now.plusSeconds(1);
            bobs.now = mine.now;
            swarm.now = mine.now;
            admin.advance(Duration.ofSeconds(1));
            bob.advance(Duration.ofSeconds(1));
        }
    }

    private void write(SyncedDevice from, String text) {
        CompletableFuture<?> unused = from.chats().send(group, TextMessage.of(text));
        goOn();
    }

    private List<String> texts(SyncedDevice device) {
        return device.store.history(device.engine.self(), group, Instant.MAX, 100).stream()
                .map(message -> ((TextMessage) message.message()).body())
                .collect(Collectors.toList());
    }

    @Test
    void everybodyReadsWhatAnybodyWritesAlsoAfterARestart() {
        bob.engine.groups().accept(group.id()).join();
        goOn();
        write(admin, "one");
        write(bob, "two");
        bob.restart();
        write(bob, "three");
        write(admin, "four");

        assertThat(texts(admin)).containsExactly("one", "two", "three", "four");
        assertThat(texts(bob)).containsExactly("one", "two", "three", "four");
        assertThat(admin.engine.groups().view(group.id()).kind()).isEqualTo(GroupKind.SENDER_KEYS);
        assertThat(bob.engine.groups().view(group.id()).kind()).isEqualTo(GroupKind.SENDER_KEYS);
    }

    @Test
    void aMemberWhoWasInvitedReadsWhatWasWrittenBeforeAcceptingAndInEpochsThatWerePassedOver() {
        write(admin, "welcome");
        CompletableFuture<Void> renewed = admin.engine.groups().rekey(group.id());
        goOn();
        renewed.join();
        write(admin, "again");
        bob.engine.groups().accept(group.id()).join();
        goOn();

        assertThat(texts(bob)).containsExactly("welcome", "again");
    }
}
