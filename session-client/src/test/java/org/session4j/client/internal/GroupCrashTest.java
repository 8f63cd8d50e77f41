package org.session4j.client.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.session4j.client.internal.EngineFixture.BOB;
import static org.session4j.client.internal.EngineFixture.CAROL;
import static org.session4j.client.internal.EngineFixture.CRYPTO;
import static org.session4j.client.internal.EngineFixture.ME;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.session4j.client.GroupStatus;
import org.session4j.client.NewGroup;
import org.session4j.client.internal.groups.GroupView;
import org.session4j.client.store.MessageStore;
import org.session4j.client.store.StoreException;
import org.session4j.groups.v2.GroupControl;
import org.session4j.groups.v2.GroupControlCodec;
import org.session4j.groups.v2.GroupId;
import org.session4j.groups.v2.GroupKeys;
import org.session4j.groups.v2.GroupMessageCodec;
import org.session4j.groups.v2.KickedMessage;
import org.session4j.groups.v2.ReceivedGroupMessage;
import org.session4j.protocol.Account;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.StorageHash;
import org.session4j.protocol.config.documents.MemberStatus;
import org.session4j.protocol.message.GroupUpdateMessage.MemberChange;
import org.session4j.protocol.message.OtherMessage;
import org.session4j.swarm.Namespace;
import org.session4j.swarm.StoredMessage;

/**
 * An admin's program is killed at every one of its writes in turn, and started again: what it was about is done in the end,
 * and done once as far as anybody can see.
 */
class GroupCrashTest {

    private static final Duration TIME_TO_FINISH = Duration.ofMinutes(3);

    /** More writes than any action makes. */
    private static final int MOST_WRITES = 60;

    /** A program on a store that takes only so many more changes. */
    private static final class Program {

        private final SharedSwarm mine = new SharedSwarm(ME.sessionId());
        private final SharedGroupSwarm swarm = new SharedGroupSwarm();
        private final SharedGroupSwarm.Line groupLine = swarm.new Line(ME);
        private final MessageStore kept = MessageStore.inMemory();
        private ManualTimer timer = new ManualTimer();
        private int writesLeft = Integer.MAX_VALUE;
        private ClientEngine engine = open();

        private ClientEngine open() {
            ClientEngine opened = ClientEngine.builder(ME, mine.new Line(), groupLine)
                    .store(mortal())
                    .errorHandler(failure -> {})
                    .crypto(CRYPTO)
                    .threads(Runnable::run, timer)
                    .build();
            opened.start();
            return opened;
        }

        private MessageStore mortal() {
            return (MessageStore) Proxy.newProxyInstance(
                    MessageStore.class.getClassLoader(),
                    new Class<?>[] {MessageStore.class},
                    (proxy, method, arguments) -> {
                        if (method.getName().equals("apply") && writesLeft-- <= 0) {
                            throw new StoreException("killed", null);
                        }
                        try {
                            return method.invoke(kept, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }

        private GroupId create() {
            SessionId id = engine.groups()
                    .create(NewGroup.named("Hikers").withMembers(List.of(BOB.sessionId(), CAROL.sessionId())))
                    .join();
            goOn();
            return GroupId.of(id);
        }

        private void goOn() {
            for (int second = 0; second < TIME_TO_FINISH.getSeconds(); second++) {
                mine.now = mine.now.plusSeconds(1);
                swarm.now = mine.now;
                timer.advance(Duration.ofSeconds(1), step -> {});
            }
        }

        private boolean isKilled() {
            return writesLeft < 0;
        }

        private void restart(GroupId group) {
            engine.close();
            writesLeft = Integer.MAX_VALUE;
            timer = new ManualTimer();
            groupLine.restart();
            engine = open();
            engine.groupChores().polled(group);
            goOn();
        }

        private GroupView view(GroupId group) {
            return engine.groups().view(group.sessionId());
        }

        private GroupKeys keys(GroupId group, Account member) throws SessionException {
            GroupKeys keys = GroupKeys.none(group, CRYPTO);
            for (StoredMessage stored : swarm.held(group, Namespace.GROUP_KEYS)) {
                keys = keys.load(
                                stored.data(),
                                new StorageHash(stored.hash().toString()),
                                stored.timestamp(),
                                member.x25519KeyPair())
                        .keys();
            }
            return keys;
        }

        private List<GroupControl> notices(GroupId group) throws SessionException {
            List<GroupControl> notices = new ArrayList<>();
            for (StoredMessage stored : swarm.held(group, Namespace.GROUP_MESSAGES)) {
                ReceivedGroupMessage message = GroupMessageCodec.of(CRYPTO).decode(stored.data(), keys(group, CAROL));
                notices.add(GroupControlCodec.of(CRYPTO)
                        .decode(
                                ((OtherMessage) message.message())
                                        .content()
                                        .dataMessage()
                                        .groupUpdateMessage(),
                                group,
                                message.timestamp()));
            }
            return notices;
        }
    }

    private interface Action {
        CompletableFuture<?> begin(GroupActions groups, SessionId group);
    }

    private interface Check {
        void of(Program program, GroupId group) throws SessionException;
    }

    /** Kills the program at its first write, its second, and so on until it needs no more. */
    private static void killAtEveryWrite(Action action, Check check) throws SessionException {
        for (int writes = 1; writes < MOST_WRITES; writes++) {
            Program program = new Program();
            GroupId group = program.create();
            program.writesLeft = writes;
            CompletableFuture<?> unused = action.begin(program.engine.groups(), group.sessionId());
            program.goOn();
            boolean isKilled = program.isKilled();
            program.restart(group);
            check.of(program, group);
            program.engine.close();
            if (!isKilled) {
                return;
            }
        }
        throw new AssertionError("it never ends");
    }

    @Test
    void aRemovalIsFinishedByTheNextProgram() throws SessionException {
        killAtEveryWrite((groups, group) -> groups.remove(group, List.of(BOB.sessionId()), true), (program, group) -> {
            assertThat(program.view(group).members())
                    .noneMatch(person -> person.id().equals(BOB.sessionId()));
            assertThat(program.keys(group, BOB).generation()).isZero();
            assertThat(program.keys(group, CAROL).generation()).isEqualTo(1);
            for (StoredMessage kicked : program.swarm.held(group, Namespace.REVOKED_GROUP_MESSAGES)) {
                assertThat(KickedMessage.decode(kicked.data(), group, BOB.x25519KeyPair(), CRYPTO))
                        .isZero();
            }
            assertThat(program.swarm.held(group, Namespace.REVOKED_GROUP_MESSAGES))
                    .isNotEmpty();
            assertThat(program.notices(group))
                    .containsOnlyOnce(
                            new GroupControl.MemberChange(MemberChange.Type.REMOVED, List.of(BOB.sessionId()), false),
                            new GroupControl.ContentDeletion(List.of(BOB.sessionId()), List.of()));
            assertThat(program.swarm.held(group, Namespace.GROUP_INFO)).isNotEmpty();
        });
    }

    @Test
    void anInvitationIsFinishedByTheNextProgram() throws SessionException {
        Account dave = Account.generate();
        killAtEveryWrite((groups, group) -> groups.invite(group, List.of(dave.sessionId()), true), (program, group) -> {
            assertThat(program.view(group).members())
                    .filteredOn(person -> person.id().equals(dave.sessionId()))
                    .singleElement()
                    .matches(person -> person.status() == MemberStatus.INVITE_SENT);
            assertThat(program.keys(group, dave).confirmed()).hasSize(2);
            assertThat(program.notices(group))
                    .containsOnlyOnce(
                            new GroupControl.MemberChange(MemberChange.Type.ADDED, List.of(dave.sessionId()), true));
        });
    }

    @Test
    void aDestructionIsFinishedByTheNextProgram() throws SessionException {
        killAtEveryWrite(GroupActions::destroy, (program, group) -> {
            assertThat(program.swarm.held(group, Namespace.GROUP_INFO)).hasSize(1);
            assertThat(program.swarm.held(group, Namespace.GROUP_KEYS)).isEmpty();
            assertThat(program.view(group).status()).isEqualTo(GroupStatus.DESTROYED);
        });
    }
}
