package org.session4j.client.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.session4j.client.internal.EngineFixture.BOB;
import static org.session4j.client.internal.EngineFixture.CAROL;
import static org.session4j.client.internal.EngineFixture.CRYPTO;
import static org.session4j.client.internal.EngineFixture.ME;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.session4j.client.ChatMessage;
import org.session4j.client.Conversation;
import org.session4j.client.GroupActionException;
import org.session4j.client.GroupActionException.Reason;
import org.session4j.client.GroupKind;
import org.session4j.client.NewGroup;
import org.session4j.client.SessionNetworkException;
import org.session4j.client.internal.groups.GroupView;
import org.session4j.client.store.PendingMessage;
import org.session4j.groups.v2.GroupControl;
import org.session4j.groups.v2.GroupControlCodec;
import org.session4j.groups.v2.GroupId;
import org.session4j.groups.v2.GroupKeys;
import org.session4j.groups.v2.GroupMessageCodec;
import org.session4j.groups.v2.KickedMessage;
import org.session4j.groups.v2.ReceivedGroupMessage;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.StorageHash;
import org.session4j.protocol.config.documents.MemberStatus;
import org.session4j.protocol.message.DirectMessageCodec;
import org.session4j.protocol.message.Expiration;
import org.session4j.protocol.message.GroupUpdateMessage.MemberChange;
import org.session4j.protocol.message.OtherMessage;
import org.session4j.protocol.message.ReceivedMessage;
import org.session4j.protocol.message.TextMessage;
import org.session4j.swarm.MessageHash;
import org.session4j.swarm.Namespace;
import org.session4j.swarm.StoredMessage;

/** What an admin does in a group, as its swarm and its members get to see it. */
class GroupAdminTest {

    private static final Duration MOMENT = Duration.ofSeconds(5);

    private final SharedSwarm mine = new SharedSwarm(ME.sessionId());
    private final SharedSwarm bobs = new SharedSwarm(BOB.sessionId());
    private final SharedGroupSwarm swarm = new SharedGroupSwarm();
    private SyncedDevice device;

    GroupAdminTest() {
        mine.connect(bobs);
        device = new SyncedDevice(ME, mine, swarm);
    }

    @AfterEach
    void close() {
        assertThat(device.failures).isEmpty();
        device.close();
    }

    private GroupActions groups() {
        return device.engine.groups();
    }

    private GroupId create(Account... invited) {
        SessionId id = groups().create(NewGroup.named("Hikers")
                        .withMembers(List.of(invited).stream()
                                .map(Account::sessionId)
                                .collect(Collectors.toList())))
                .join();
        goOn();
        return GroupId.of(id);
    }

    private void goOn() {
        for (int second = 0; second < MOMENT.getSeconds(); second++) {
            mine.now = mine.now.plusSeconds(1);
            bobs.now = mine.now;
            swarm.now = mine.now;
            device.advance(Duration.ofSeconds(1));
        }
    }

    private void done(CompletableFuture<Void> action) {
        goOn();
        assertThat(action).isCompleted();
    }

    /** What somebody who was given them reads of the keys. */
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

    private List<ReceivedGroupMessage> read(GroupId group, Account member) throws SessionException {
        List<ReceivedGroupMessage> read = new ArrayList<>();
        for (StoredMessage stored : swarm.held(group, Namespace.GROUP_MESSAGES)) {
            read.add(GroupMessageCodec.of(CRYPTO).decode(stored.data(), keys(group, member)));
        }
        return read;
    }

    private List<GroupControl> notices(GroupId group, Account member) throws SessionException {
        List<GroupControl> notices = new ArrayList<>();
        for (ReceivedGroupMessage message : read(group, member)) {
            if (message.message() instanceof OtherMessage other) {
                notices.add(GroupControlCodec.of(CRYPTO)
                        .decode(other.content().dataMessage().groupUpdateMessage(), group, message.timestamp()));
            }
        }
        return notices;
    }

    private List<GroupControl.Direct> letters() throws SessionException {
        List<GroupControl.Direct> letters = new ArrayList<>();
        for (StoredMessage stored : bobs.held(Namespace.DEFAULT)) {
            ReceivedMessage received =
                    DirectMessageCodec.of(CRYPTO).decode(BOB, stored.data().toByteArray());
            letters.add(GroupControlCodec.of(CRYPTO)
                    .decodeDirect(
                            ((OtherMessage) received.message())
                                    .content()
                                    .dataMessage()
                                    .groupUpdateMessage(),
                            BOB.sessionId(),
                            received.timestamp()));
        }
        return letters;
    }

    private MemberStatus status(GroupId group, Account member) {
        return groups().view(group.sessionId()).members().stream()
                .filter(person -> person.id().equals(member.sessionId()))
                .findFirst()
                .orElseThrow()
                .status();
    }

    private void assertRefused(CompletableFuture<Void> action, Reason reason) {
        assertThat(action).isCompletedExceptionally();
        assertThat(Failures.told(action).handle((done, failure) -> NetworkFailures.cause(failure)))
                .isCompletedWithValueMatching(
                        failure -> failure instanceof GroupActionException refused && refused.reason() == reason);
    }

    @Test
    void aNewGroupIsInItsSwarmAndWhoIsInvitedGetsALetterThatIsGood() throws SessionException {
        GroupId group = create(BOB, CAROL);

        GroupView view = groups().view(group.sessionId());
        assertThat(view.name()).isEqualTo("Hikers");
        assertThat(view.members()).hasSize(3);
        assertThat(status(group, ME)).isEqualTo(MemberStatus.PROMOTION_ACCEPTED);
        assertThat(status(group, BOB)).isEqualTo(MemberStatus.INVITE_SENT);
        assertThat(keys(group, BOB).confirmed()).hasSize(1);
        assertThat(letters())
                .singleElement()
                .isInstanceOfSatisfying(
                        GroupControl.Invite.class,
                        invite -> assertThat(invite.group()).isEqualTo(group));
        assertThat(notices(group, BOB))
                .singleElement()
                .isInstanceOfSatisfying(
                        GroupControl.MemberChange.class,
                        change -> assertThat(change.members())
                                .containsExactlyInAnyOrder(BOB.sessionId(), CAROL.sessionId()));
    }

    @Test
    void anInvitationDoesNotBeginAConversationWithWhoIsInvited() {
        create(BOB);

        assertThat(device.engine
                        .chats()
                        .state(new Conversation.Direct(BOB.sessionId()))
                        .approved())
                .isFalse();
        assertThat(device.store.conversations(ME.sessionId()))
                .noneMatch(summary -> summary.conversation() instanceof Conversation.Direct);
    }

    @Test
    void aGroupThatCannotBeStoredWasNeverMade() {
        device.groupLine.cut = true;
        assertThat(groups().create(NewGroup.named("Hikers"))).isCompletedExceptionally();
        assertThat(groups().ids()).isEmpty();
    }

    @Test
    void textsGoToEverybody() throws SessionException {
        GroupId group = create(BOB);
        device.chats()
                .send(new Conversation.Group(group.sessionId()), TextMessage.of("hello"))
                .join();

        assertThat(read(group, BOB))
                .anyMatch(message -> message.message() instanceof TextMessage text
                        && text.body().equals("hello")
                        && message.author().equals(ME.sessionId()));
    }

    @Test
    void whatIsChangedIsToldWithTheSignatureOfTheGroup() throws SessionException {
        GroupId group = create(BOB);
        SessionId id = group.sessionId();
        done(groups().rename(id, "Climbers"));
        done(groups().describe(id, "up"));
        done(groups().setTimer(id, Expiration.afterSend(Duration.ofDays(1))));

        assertThat(groups().view(id).name()).isEqualTo("Climbers");
        assertThat(groups().view(id).description()).isEqualTo("up");
        assertThat(groups().view(id).timer()).isEqualTo(Expiration.afterSend(Duration.ofDays(1)));
        assertThat(notices(group, BOB))
                .contains(new GroupControl.NameChange("Climbers"), new GroupControl.TimerChange(Duration.ofDays(1)));
        assertThat(swarm.held(group, Namespace.GROUP_INFO))
                .as("obsolete ones are deleted")
                .hasSize(1);
    }

    @Test
    void whoIsInvitedLaterReadsWhatWasWrittenBeforeOnlyIfThatIsWanted() throws SessionException {
        GroupId group = create();
        done(groups().invite(group.sessionId(), List.of(BOB.sessionId()), true));
        done(groups().invite(group.sessionId(), List.of(CAROL.sessionId()), false));

        assertThat(keys(group, BOB).confirmed()).hasSize(3);
        assertThat(keys(group, CAROL).confirmed()).hasSize(1);
        assertThat(status(group, BOB)).isEqualTo(MemberStatus.INVITE_SENT);
    }

    @Test
    void aHundredMembersAreEnough() {
        List<SessionId> many = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            many.add(Account.generate().sessionId());
        }
        GroupId group = create();
        assertRefused(groups().invite(group.sessionId(), many, false), Reason.TOO_MANY_MEMBERS);
        assertThat(groups().view(group.sessionId()).members()).hasSize(1);
        assertThat(groups().create(NewGroup.named("Too many").withMembers(many)))
                .isCompletedExceptionally();
    }

    @Test
    void whoIsRemovedLosesItsRightsIsToldAndReadsNothingThatFollows() throws SessionException {
        GroupId group = create(BOB, CAROL);
        long before = keys(group, CAROL).generation();
        done(groups().remove(group.sessionId(), List.of(BOB.sessionId()), true));

        assertThat(groups().view(group.sessionId()).members())
                .noneMatch(person -> person.id().equals(BOB.sessionId()));
        List<StoredMessage> kicked = swarm.held(group, Namespace.REVOKED_GROUP_MESSAGES);
        assertThat(kicked).hasSize(1);
        assertThat(KickedMessage.decode(kicked.get(0).data(), group, BOB.x25519KeyPair(), CRYPTO))
                .isEqualTo(before);
        assertThat(keys(group, BOB).generation()).isEqualTo(before);
        assertThat(keys(group, CAROL).generation()).isEqualTo(before + 1);
        GroupTokens.of(
                        device.engine
                                .documents()
                                .groups()
                                .findGroup(group.sessionId())
                                .flatMap(joined -> org.session4j.client.internal.groups.AdminKeys.of(joined, CRYPTO))
                                .orElseThrow(),
                        List.of(BOB.sessionId()))
                .forEach(token -> assertThat(swarm.isRevoked(group, token)).isTrue());
        assertThat(notices(group, CAROL))
                .contains(
                        new GroupControl.MemberChange(MemberChange.Type.REMOVED, List.of(BOB.sessionId()), false),
                        new GroupControl.ContentDeletion(List.of(BOB.sessionId()), List.of()));
    }

    private MessageHash bobWrites(GroupId group) throws SessionException {
        Bytes message = GroupMessageCodec.of(CRYPTO)
                .encode(BOB, TextMessage.of("I was here").toContent(mine.now), keys(group, BOB), EngineFixture.RANDOM);
        MessageHash hash = swarm.put(group, Namespace.GROUP_MESSAGES, message);
        goOn();
        return hash;
    }

    @Test
    void whatSomebodyHasWrittenGoesWithThemIfThatIsWanted() throws SessionException {
        GroupId group = create(BOB);
        MessageHash written = bobWrites(group);
        done(groups().remove(group.sessionId(), List.of(BOB.sessionId()), true));

        assertThat(swarm.held(group, Namespace.GROUP_MESSAGES))
                .noneMatch(message -> message.hash().equals(written));
        assertThat(device.store.history(ME.sessionId(), new Conversation.Group(group.sessionId()), Instant.MAX, 100))
                .filteredOn(message -> message.sender().equals(BOB.sessionId()))
                .hasSize(1)
                .allMatch(ChatMessage::isUnsent);
    }

    @Test
    void whatSomebodyHasWrittenStaysOtherwise() throws SessionException {
        GroupId group = create(BOB);
        MessageHash written = bobWrites(group);
        done(groups().remove(group.sessionId(), List.of(BOB.sessionId()), false));

        assertThat(swarm.held(group, Namespace.GROUP_MESSAGES))
                .anyMatch(message -> message.hash().equals(written));
    }

    @Test
    void adminsCannotBeRemovedAndNorCanStrangers() {
        GroupId group = create(BOB);
        assertRefused(groups().remove(group.sessionId(), List.of(CAROL.sessionId()), false), Reason.NOT_A_MEMBER);
        assertRefused(groups().remove(group.sessionId(), List.of(ME.sessionId()), false), Reason.IS_ADMIN);
        assertRefused(groups().promote(group.sessionId(), CAROL.sessionId()), Reason.NOT_A_MEMBER);
    }

    @Test
    void whoIsPromotedGetsTheKeyOfTheGroup() throws SessionException {
        GroupId group = create(BOB);
        done(groups().promote(group.sessionId(), BOB.sessionId()));

        assertThat(letters().get(1))
                .isInstanceOfSatisfying(
                        GroupControl.Promotion.class,
                        promotion -> assertThat(promotion.admin().groupId()).isEqualTo(group));
        assertThat(status(group, BOB)).isEqualTo(MemberStatus.PROMOTION_SENT);
    }

    @Test
    void aNewKeyIsUsedOnceItIsStored() throws SessionException {
        GroupId group = create(BOB);
        done(groups().rekey(group.sessionId()));
        device.chats()
                .send(new Conversation.Group(group.sessionId()), TextMessage.of("new"))
                .join();

        assertThat(keys(group, BOB).confirmed()).hasSize(2);
        assertThat(read(group, BOB)).hasSize(2);
    }

    @Test
    void aTextWaitsForAKeyThatIsOnItsWay() throws SessionException {
        GroupId group = create(BOB);
        CompletableFuture<Void> rekeying = groups().rekey(group.sessionId());
        CompletableFuture<?> sending =
                device.chats().send(new Conversation.Group(group.sessionId()), TextMessage.of("new"));
        assertThat(sending).isNotCompleted();
        done(rekeying);

        assertThat(sending).isCompleted();
        assertThat(read(group, BOB)).hasSize(2);
    }

    @Test
    void whatCannotBePushedNowIsPushedLater() throws SessionException {
        GroupId group = create(BOB);
        device.groupLine.cut = true;
        CompletableFuture<Void> renaming = groups().rename(group.sessionId(), "Climbers");
        goOn();
        assertThat(renaming.handle((done, failure) -> NetworkFailures.cause(failure)))
                .isCompletedWithValueMatching(SessionNetworkException.class::isInstance);
        device.groupLine.cut = false;
        for (int i = 0; i < 30; i++) {
            goOn();
        }
        assertThat(notices(group, BOB)).contains(new GroupControl.NameChange("Climbers"));
        assertThat(device.engine.groups().view(group.sessionId()).name()).isEqualTo("Climbers");
    }

    @Test
    void anInvitationThatDoesNotArriveIsSaidToHaveFailed() {
        GroupId group = create();
        device.line.cut = true;
        CompletableFuture<Void> inviting = groups().invite(group.sessionId(), List.of(BOB.sessionId()), false);
        for (int i = 0; i < 60; i++) {
            goOn();
        }
        assertThat(inviting).isCompleted();
        assertThat(status(group, BOB)).isEqualTo(MemberStatus.INVITE_FAILED);
        device.line.cut = false;
        done(groups().invite(group.sessionId(), List.of(BOB.sessionId()), false));
        assertThat(status(group, BOB)).isEqualTo(MemberStatus.INVITE_SENT);
    }

    @Test
    void adminsDeleteWhatAnybodyHasWritten() throws SessionException {
        GroupId group = create(BOB);
        var sent = device.chats()
                .send(new Conversation.Group(group.sessionId()), TextMessage.of("oops"))
                .join();
        done(groups().delete(group.sessionId(), List.of(sent.reference())));

        assertThat(swarm.held(group, Namespace.GROUP_MESSAGES))
                .noneMatch(message -> message.hash().equals(sent.deliveredAs()));
        assertThat(notices(group, BOB))
                .contains(new GroupControl.ContentDeletion(
                        List.of(), List.of(new StorageHash(sent.deliveredAs().toString()))));
    }

    @Test
    void aDestroyedGroupLeavesNothingButTheWordThatItIsGone() {
        GroupId group = create(BOB);
        done(groups().destroy(group.sessionId()));

        assertThat(swarm.held(group, Namespace.GROUP_INFO)).hasSize(1);
        assertThat(swarm.held(group, Namespace.GROUP_KEYS)).isEmpty();
        assertThat(swarm.held(group, Namespace.GROUP_MESSAGES)).isEmpty();
        assertRefused(groups().rename(group.sessionId(), "Climbers"), Reason.DESTROYED);
        List<PendingMessage> pending = device.store.pending(ME.sessionId());
        assertThat(pending).isEmpty();
    }

    @Test
    void aGroupWithSenderKeysBeginsItsFirstEpochAndAnotherWithEachChangeOfMembers() {
        SessionId id = groups().create(NewGroup.named("Hikers")
                        .withMembers(List.of(BOB.sessionId()))
                        .withSenderKeys())
                .join();
        goOn();
        assertThat(groups().view(id).kind()).isEqualTo(GroupKind.SENDER_KEYS);
        done(groups().remove(id, List.of(BOB.sessionId()), false));
        assertThat(groups().view(id).members()).hasSize(1);
    }

    private void loseAndLookTheNextDay(GroupId group, Namespace namespace) {
        swarm.held(group, namespace).forEach(message -> swarm.forget(group, message.hash()));
        swarm.now = swarm.now.plus(Duration.ofHours(25));
        mine.now = swarm.now;
        device.engine.groupChores().polled(group);
        goOn();
    }

    @Test
    void documentsThatTheSwarmHasLostAreBroughtBack() {
        GroupId group = create(BOB);
        loseAndLookTheNextDay(group, Namespace.GROUP_INFO);

        assertThat(swarm.held(group, Namespace.GROUP_INFO)).hasSize(1);
        assertThat(swarm.held(group, Namespace.GROUP_MEMBERS)).hasSize(1);
    }

    @Test
    void inPlaceOfAKeyThatTheSwarmHasLostThereIsAnother() throws SessionException {
        GroupId group = create(BOB);
        loseAndLookTheNextDay(group, Namespace.GROUP_KEYS);

        assertThat(keys(group, BOB).generation()).isEqualTo(1);
        assertThat(swarm.held(group, Namespace.GROUP_INFO)).hasSize(1);
    }

    @Test
    void legacyGroupsAreOnlyListed() {
        assertRefused(groups().rename(CAROL.sessionId(), "Climbers"), Reason.READ_ONLY);
    }
}
