package org.session4j.client.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.session4j.client.internal.EngineFixture.BOB;
import static org.session4j.client.internal.EngineFixture.CAROL;
import static org.session4j.client.internal.EngineFixture.CRYPTO;
import static org.session4j.client.internal.EngineFixture.ME;
import static org.session4j.client.internal.EngineFixture.RANDOM;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.session4j.client.ChatMessage;
import org.session4j.client.Conversation;
import org.session4j.client.GroupActionException;
import org.session4j.client.GroupRole;
import org.session4j.client.GroupStatus;
import org.session4j.client.MessageRefused;
import org.session4j.client.NewGroup;
import org.session4j.client.internal.groups.GroupView;
import org.session4j.groups.GroupException;
import org.session4j.groups.v2.GroupId;
import org.session4j.groups.v2.GroupKeys;
import org.session4j.groups.v2.GroupMessageCodec;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.documents.MemberStatus;
import org.session4j.protocol.message.Content;
import org.session4j.protocol.message.DataMessage;
import org.session4j.protocol.message.GroupUpdateMessage;
import org.session4j.protocol.message.TextMessage;
import org.session4j.swarm.MessageHash;
import org.session4j.swarm.Namespace;

/** A group from the side of a member: what comes in is followed, and what others forge is not. */
class GroupMemberTest {

    private final SharedSwarm mine = new SharedSwarm(ME.sessionId());
    private final SharedSwarm bobs = new SharedSwarm(BOB.sessionId());
    private final SharedGroupSwarm swarm = new SharedGroupSwarm();
    private final SyncedDevice admin = new SyncedDevice(ME, mine, swarm);
    private final SyncedDevice bob = new SyncedDevice(BOB, bobs, swarm);
    private final BlockingQueue<MessageRefused.Reason> refused = new LinkedBlockingQueue<>();
    private GroupId group;

    @BeforeEach
    void createGroup() {
        mine.connect(bobs);
        SessionId id = admin.engine
                .groups()
                .create(NewGroup.named("Hikers").withMembers(List.of(BOB.sessionId())))
                .join();
        group = GroupId.of(id);
        goOn();
    }

    @AfterEach
    void close() {
        assertThat(admin.failures).isEmpty();
        assertThat(bob.failures).isEmpty();
        admin.close();
        bob.close();
    }

    private void goOn() {
        for (int second = 0; second < 15; second++) {
            swarm.now = swarm.now.plusSeconds(1);
            mine.now = swarm.now;
            bobs.now = swarm.now;
            admin.advance(Duration.ofSeconds(1));
            bob.advance(Duration.ofSeconds(1));
        }
    }

    private Conversation.Group conversation() {
        return new Conversation.Group(group.sessionId());
    }

    private GroupView view(SyncedDevice device) {
        return device.engine.groups().view(group.sessionId());
    }

    private static List<ChatMessage> history(SyncedDevice device, Conversation conversation) {
        return device.store.history(device.account.sessionId(), conversation, Instant.MAX, 100);
    }

    private List<String> texts(SyncedDevice device) {
        return history(device, conversation()).stream().map(ChatMessage::text).collect(Collectors.toList());
    }

    private void join() {
        bob.engine.groups().accept(group.sessionId()).join();
        goOn();
    }

    private void done(CompletableFuture<?> action) {
        goOn();
        assertThat(action).isCompleted();
    }

    private void say(SyncedDevice device, String text) {
        done(device.chats().send(conversation(), TextMessage.of(text)));
    }

    /** What somebody stores who has the keys, whoever that may be. */
    private MessageHash forge(Account author, Content content) throws GroupException {
        Bytes sealed = GroupMessageCodec.of(CRYPTO).encode(author, content, keys(), RANDOM);
        return swarm.put(group, Namespace.GROUP_MESSAGES, sealed);
    }

    private GroupKeys keys() {
        return admin.engine.ledger().groups().find(group).orElseThrow().keys();
    }

    private Content control(GroupUpdateMessage update) {
        return Content.builder()
                .sigTimestamp(swarm.now.toEpochMilli())
                .dataMessage(DataMessage.builder().groupUpdateMessage(update).build())
                .build();
    }

    @Test
    void anInvitationFromAStrangerWaitsForAnAnswer() {
        assertThat(view(bob).status()).isEqualTo(GroupStatus.INVITED);
        assertThat(view(bob).name()).isEqualTo("Hikers");
        assertThat(bob.engine.ledger().groups().find(group)).isEmpty();
    }

    @Test
    void whoAcceptsReadsTheGroupAndTheAdminHearsOfIt() {
        join();
        assertThat(view(bob).status()).isEqualTo(GroupStatus.JOINED);
        assertThat(view(bob).role()).isEqualTo(GroupRole.MEMBER);
        assertThat(view(admin).members())
                .filteredOn(person -> person.id().equals(BOB.sessionId()))
                .extracting(person -> person.status())
                .containsExactly(MemberStatus.INVITE_ACCEPTED);
        say(admin, "hello");
        say(bob, "hi");
        assertThat(texts(bob)).containsExactly("hello", "hi");
        assertThat(texts(admin)).containsExactly("hello", "hi");
        assertThat(bob.unread(conversation())).extracting(ChatMessage::text).containsExactly("hello");
    }

    @Test
    void changesOfTheAdminReachTheMember() {
        join();
        done(admin.engine.groups().rename(group.sessionId(), "Climbers"));
        assertThat(view(bob).name()).isEqualTo("Climbers");
        assertThat(bob.engine
                        .documents()
                        .groups()
                        .findGroup(group.sessionId())
                        .orElseThrow()
                        .name())
                .isEqualTo("Climbers");
    }

    @Test
    void whoIsPromotedBecomesAnAdmin() {
        join();
        done(admin.engine.groups().promote(group.sessionId(), BOB.sessionId()));
        assertThat(view(bob).role()).isEqualTo(GroupRole.ADMIN);
        assertThat(view(admin).members())
                .filteredOn(person -> person.id().equals(BOB.sessionId()))
                .extracting(person -> person.status())
                .containsExactly(MemberStatus.PROMOTION_ACCEPTED);
    }

    @Test
    void whoIsRemovedLosesKeysAndKeepsTheHistory() {
        join();
        say(admin, "hello");
        done(admin.engine.groups().remove(group.sessionId(), List.of(BOB.sessionId()), false));
        assertThat(view(bob).status()).isEqualTo(GroupStatus.REMOVED);
        assertThat(bob.engine.ledger().groups().find(group)).isEmpty();
        assertThat(texts(bob)).containsExactly("hello");
        assertThat(bob.store.groups(BOB.sessionId())).isEmpty();
    }

    @Test
    void whoWasRemovedAndIsInvitedAgainIsNotThrownOutByTheOldNotice() {
        join();
        done(admin.engine.groups().remove(group.sessionId(), List.of(BOB.sessionId()), false));
        done(admin.engine.groups().invite(group.sessionId(), List.of(BOB.sessionId()), false));
        join();
        assertThat(view(bob).status()).isEqualTo(GroupStatus.JOINED);
        say(admin, "welcome back");
        assertThat(texts(bob)).contains("welcome back");
    }

    @Test
    void whoLeavesIsGoneForTheAdminToo() {
        join();
        done(bob.engine.groups().leave(group.sessionId()));
        assertThat(bob.engine.documents().groups().findGroup(group.sessionId())).isEmpty();
        assertThat(history(bob, conversation())).isEmpty();
        goOn();
        assertThat(view(admin).members()).extracting(person -> person.id()).containsExactly(ME.sessionId());
    }

    @Test
    void theLastAdminCannotLeave() {
        assertThat(admin.engine.groups().leave(group.sessionId()))
                .isCompletedExceptionally()
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .isInstanceOfSatisfying(
                        GroupActionException.class,
                        failure -> assertThat(failure.reason()).isEqualTo(GroupActionException.Reason.LAST_ADMIN));
    }

    @Test
    void aDestroyedGroupIsOverForItsMembers() {
        join();
        done(admin.engine.groups().destroy(group.sessionId()));
        assertThat(view(bob).status()).isEqualTo(GroupStatus.DESTROYED);
        assertThat(bob.engine.ledger().groups().find(group)).isEmpty();
    }

    @Test
    void whatTheMembersLagMixesUpEndsInTheSameState() {
        join();
        swarm.lag(0);
        swarm.lag(1);
        done(admin.engine.groups().rekey(group.sessionId()));
        say(admin, "under the new key");
        done(admin.engine.groups().rename(group.sessionId(), "Climbers"));
        swarm.catchUp(new Random(7));
        goOn();
        assertThat(texts(bob)).containsExactly("under the new key");
        assertThat(view(bob).name()).isEqualTo("Climbers");
    }

    @Test
    void afterARestartEverythingIsAsBefore() {
        join();
        say(admin, "hello");
        bob.restart();
        say(admin, "again");
        assertThat(texts(bob)).containsExactly("hello", "again");
        assertThat(view(bob).status()).isEqualTo(GroupStatus.JOINED);
    }

    @Test
    void nobodyOutsideTheListIsHeard() throws Exception {
        join();
        listen();
        forge(CAROL, TextMessage.of("let me in").toContent(swarm.now));
        goOn();
        assertThat(texts(bob)).isEmpty();
        assertThat(refused.take()).isEqualTo(MessageRefused.Reason.NOT_A_MEMBER);
    }

    @Test
    void anAdminsActionsCannotBeForged() throws Exception {
        join();
        say(admin, "stays");
        String hash = history(bob, conversation()).get(0).hash().toString();
        listen();
        Bytes noSignature = Bytes.of(new byte[64]);
        forge(
                BOB,
                control(new GroupUpdateMessage(
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        new GroupUpdateMessage.DeleteMemberContent(List.of(), List.of(hash), noSignature),
                        null)));
        goOn();
        assertThat(texts(bob)).containsExactly("stays");
        assertThat(texts(admin)).containsExactly("stays");
        assertThat(refused.take()).isEqualTo(MessageRefused.Reason.BAD_SIGNATURE);
    }

    @Test
    void aMemberDeletesOnlyWhatItHasSaid() throws Exception {
        join();
        say(admin, "the admin's");
        say(bob, "bob's");
        List<String> hashes = history(admin, conversation()).stream()
                .map(message -> message.hash().toString())
                .collect(Collectors.toList());
        forge(
                BOB,
                control(new GroupUpdateMessage(
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        new GroupUpdateMessage.DeleteMemberContent(List.of(), hashes, null),
                        null)));
        goOn();
        assertThat(texts(admin)).containsExactly("the admin's", "");
    }

    @Test
    void keysThatTheGroupDidNotSignAreRefusedAndNothingChanges() throws Exception {
        join();
        listen();
        GroupKeys before =
                bob.engine.ledger().groups().find(group).orElseThrow().keys();
        swarm.put(group, Namespace.GROUP_KEYS, Bytes.utf8("d1:#24:aaaaaaaaaaaaaaaaaaaaaaaae"));
        swarm.put(group, Namespace.GROUP_INFO, Bytes.of(new byte[256]));
        swarm.put(group, Namespace.REVOKED_GROUP_MESSAGES, Bytes.of(new byte[64]));
        goOn();
        assertThat(bob.engine.ledger().groups().find(group).orElseThrow().keys())
                .isEqualTo(before);
        assertThat(view(bob).status()).isEqualTo(GroupStatus.JOINED);
        assertThat(List.of(refused.take(), refused.take()))
                .containsExactlyInAnyOrder(MessageRefused.Reason.BAD_SIGNATURE, MessageRefused.Reason.MALFORMED);
    }

    @Test
    void blockedMembersAreNotHeard() throws Exception {
        join();
        bob.chats().block(new Conversation.Direct(ME.sessionId()), true);
        listen();
        say(admin, "hello");
        assertThat(texts(bob)).isEmpty();
        assertThat(refused.take()).isEqualTo(MessageRefused.Reason.BLOCKED);
    }

    private void listen() {
        var unused = bob.engine.onEvent(event -> {
            if (event instanceof MessageRefused nothing) {
                refused.add(nothing.reason());
            }
        });
    }
}
