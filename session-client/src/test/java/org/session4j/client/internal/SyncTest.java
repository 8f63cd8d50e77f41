package org.session4j.client.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.session4j.client.internal.EngineFixture.BOB;
import static org.session4j.client.internal.EngineFixture.CAROL;
import static org.session4j.client.internal.EngineFixture.ME;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.session4j.client.ChatMessage;
import org.session4j.client.Conversation;
import org.session4j.client.internal.sync.Documents;
import org.session4j.client.store.AccountSettings;
import org.session4j.client.store.ConversationState;
import org.session4j.client.store.StoreChange;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.config.ConfigDocument;
import org.session4j.protocol.config.ConfigState;
import org.session4j.protocol.config.ConfigType;
import org.session4j.protocol.message.Profile;
import org.session4j.swarm.Namespace;
import org.session4j.swarm.StoredMessage;

/** Two devices of one account on one swarm, and what goes wrong between them. */
class SyncTest {

    private static final Conversation.Direct WITH_BOB = new Conversation.Direct(BOB.sessionId());
    private static final Conversation.Direct WITH_CAROL = new Conversation.Direct(CAROL.sessionId());
    private static final Conversation NOTES = new Conversation.NoteToSelf();
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final SharedSwarm swarm = new SharedSwarm(ME.sessionId());

    private SyncedDevice device() {
        SyncedDevice device = new SyncedDevice(swarm);
        device.advance(MINUTE);
        return device;
    }

    private static ConversationState state(SyncedDevice device, Conversation conversation) {
        return device.chats().state(conversation);
    }

    @Test
    void whatOneDeviceDecidesTheOtherFollows() {
        SyncedDevice phone = device();
        SyncedDevice laptop = device();
        phone.chats().block(WITH_BOB, true);
        phone.chats().nickname(WITH_CAROL, "C");
        phone.chats().priority(NOTES, 3);
        phone.chats().change(AccountSettings.DEFAULT.withProfile(Profile.of("Alice")));
        phone.advance(MINUTE);
        laptop.advance(MINUTE);

        assertThat(state(laptop, WITH_BOB).blocked()).isTrue();
        assertThat(state(laptop, WITH_CAROL).nickname()).isEqualTo("C");
        assertThat(state(laptop, NOTES).priority()).isEqualTo(3);
        assertThat(laptop.store.settings(ME.sessionId()).profile().displayName())
                .isEqualTo("Alice");
        assertThat(laptop.isIdle()).isTrue();
        assertThat(laptop.failures).isEmpty();
    }

    @Test
    void severalChangesMakeOneMessageAndAnObsoleteOneIsDeleted() {
        SyncedDevice phone = device();
        phone.chats().block(WITH_BOB, true);
        phone.chats().block(WITH_CAROL, true);
        phone.advance(MINUTE);
        assertThat(swarm.held(Namespace.CONTACTS)).hasSize(1);
        StoredMessage first = swarm.held(Namespace.CONTACTS).get(0);

        phone.chats().block(WITH_CAROL, false);
        phone.advance(MINUTE);
        assertThat(swarm.held(Namespace.CONTACTS)).hasSize(1).doesNotContain(first);
    }

    @Test
    void nothingIsPushedBeforeTheFirstPoll() {
        SyncedDevice phone = new SyncedDevice(swarm);
        phone.line.cut = true;
        phone.restart();
        phone.chats().block(WITH_BOB, true);
        phone.advance(MINUTE);
        phone.line.cut = false;
        assertThat(swarm.held(Namespace.CONTACTS)).isEmpty();
        phone.advance(MINUTE.multipliedBy(3));
        assertThat(swarm.held(Namespace.CONTACTS)).hasSize(1);
    }

    @Test
    void aPushWhoseAnswerIsLostIsMadeAgainWithTheSameBytes() {
        SyncedDevice phone = device();
        phone.line.lostAnswers = 1;
        phone.chats().block(WITH_BOB, true);
        phone.advance(Duration.ofMillis(1_500));
        assertThat(swarm.held(Namespace.CONTACTS)).hasSize(1);
        assertThat(document(phone).state()).isEqualTo(ConfigState.WAITING);

        phone.restart();
        assertThat(document(phone).state()).isEqualTo(ConfigState.WAITING);
        phone.advance(MINUTE);
        assertThat(swarm.held(Namespace.CONTACTS)).hasSize(1);
        assertThat(document(phone).state()).isEqualTo(ConfigState.CLEAN);
        assertThat(document(phone).currentHashes()).hasSize(1);
    }

    @Test
    void aPushThatIsMadeAgainHidesNothingThatOthersHavePushedMeanwhile() {
        SyncedDevice phone = device();
        SyncedDevice laptop = device();
        phone.line.lostAnswers = 1;
        phone.chats().block(WITH_BOB, true);
        phone.advance(Duration.ofMillis(1_100));
        phone.advance(Duration.ofMillis(900));
        phone.line.cut = true;
        laptop.advance(MINUTE);
        laptop.chats().block(WITH_CAROL, true);
        laptop.advance(MINUTE);
        assertThat(swarm.held(Namespace.CONTACTS)).hasSize(1);
        phone.line.cut = false;
        phone.restart();
        phone.advance(MINUTE);
        assertThat(state(phone, WITH_CAROL).blocked()).isTrue();
    }

    @Test
    void aPushThatIsMadeAgainHidesNothingFromThoseWhoHadReadIt() {
        SyncedDevice phone = device();
        SyncedDevice laptop = device();
        SyncedDevice tablet = device();
        phone.line.lostAnswers = 1;
        phone.chats().block(WITH_BOB, true);
        phone.advance(Duration.ofMillis(1_100));
        phone.line.cut = true;
        tablet.advance(MINUTE);
        tablet.line.cut = true;
        laptop.advance(MINUTE);
        laptop.chats().block(WITH_CAROL, true);
        laptop.advance(MINUTE);
        phone.line.cut = false;
        phone.restart();
        phone.advance(MINUTE);
        tablet.line.cut = false;
        tablet.advance(MINUTE.multipliedBy(3));
        assertThat(state(tablet, WITH_CAROL).blocked()).isTrue();
    }

    private static ConfigDocument document(SyncedDevice device) {
        return device.engine.documents().get(ConfigType.CONTACTS);
    }

    @Test
    void whatNobodyCanReadCostsNothing() {
        SyncedDevice phone = device();
        Random random = new Random(1);
        for (int i = 0; i < 20; i++) {
            byte[] garbage = new byte[random.nextInt(2_000)];
            random.nextBytes(garbage);
            for (ConfigType type : Documents.TYPES) {
                swarm.put(DocumentInbox.namespace(type), Bytes.of(garbage));
            }
        }
        phone.advance(MINUTE);
        phone.chats().block(WITH_BOB, true);
        phone.advance(MINUTE);
        SyncedDevice laptop = device();
        assertThat(state(laptop, WITH_BOB).blocked()).isTrue();
        assertThat(phone.failures).isEmpty();
        assertThat(laptop.failures).isEmpty();
    }

    @Test
    void aDocumentThatTheSwarmHasLostIsPushedAgain() {
        SyncedDevice phone = device();
        phone.chats().block(WITH_BOB, true);
        phone.advance(MINUTE);
        StoredMessage lost = swarm.held(Namespace.CONTACTS).get(0);
        swarm.forget(lost.hash());
        swarm.now = swarm.now.plus(Duration.ofDays(2));
        phone.advance(MINUTE);
        assertThat(swarm.held(Namespace.CONTACTS))
                .extracting(StoredMessage::hash)
                .containsExactly(lost.hash());
    }

    @Test
    void whatOneDeviceHasReadIsReadOnTheOther() {
        SyncedDevice phone = device();
        SyncedDevice laptop = device();
        Instant sent = swarm.now.minusSeconds(60);
        swarm.put(Namespace.DEFAULT, EngineFixture.text(BOB, "one", sent));
        swarm.put(Namespace.DEFAULT, EngineFixture.text(BOB, "two", sent.plusSeconds(1)));
        swarm.put(Namespace.DEFAULT, EngineFixture.text(BOB, "three", sent.plusSeconds(2)));
        phone.advance(MINUTE);
        laptop.advance(MINUTE);
        assertThat(laptop.unread(WITH_BOB)).hasSize(3);

        phone.engine.reading().markRead(WITH_BOB, sent.plusSeconds(1));
        phone.advance(MINUTE);
        laptop.advance(MINUTE);
        assertThat(laptop.unread(WITH_BOB)).extracting(ChatMessage::text).containsExactly("three");
        assertThat(device().unread(WITH_BOB)).extracting(ChatMessage::text).containsExactly("three");
    }

    @Test
    void aMessageFromTheFutureDoesNotMakeLaterOnesLookRead() {
        SyncedDevice phone = device();
        swarm.put(Namespace.DEFAULT, EngineFixture.text(BOB, "ahead", swarm.now.plus(Duration.ofDays(300))));
        phone.advance(MINUTE);
        phone.engine.reading().markRead(WITH_BOB, Instant.MAX);
        swarm.now = swarm.now.plusSeconds(10);
        swarm.put(Namespace.DEFAULT, EngineFixture.text(BOB, "new", swarm.now));
        phone.advance(MINUTE);
        assertThat(phone.unread(WITH_BOB)).extracting(ChatMessage::text).containsExactly("new");
    }

    @Test
    void strangersWhoWriteAreNoContacts() {
        SyncedDevice phone = device();
        swarm.put(Namespace.DEFAULT, EngineFixture.text(BOB, "hello", swarm.now));
        phone.advance(MINUTE);
        assertThat(swarm.held(Namespace.CONTACTS)).isEmpty();
        phone.chats().approve(WITH_BOB);
        phone.advance(MINUTE);
        ConversationState seen = state(device(), WITH_BOB);
        assertThat(seen.approved()).isTrue();
        assertThat(seen.approvedMe()).isTrue();
    }

    @Test
    void whatAnOlderReleaseHasKeptIsShared() {
        SyncedDevice phone = new SyncedDevice(swarm);
        phone.close();
        phone.store.apply(
                ME.sessionId(),
                List.of(
                        new StoreChange.PutConversation(
                                ConversationState.initial(WITH_BOB).withApproved(true)),
                        new StoreChange.PutSettings(AccountSettings.DEFAULT.withProfile(Profile.of("Alice")))));
        phone.restart();
        phone.advance(MINUTE);
        SyncedDevice laptop = device();
        assertThat(state(laptop, WITH_BOB).approved()).isTrue();
        assertThat(laptop.store.settings(ME.sessionId()).profile().displayName())
                .isEqualTo("Alice");
    }

    @Test
    void whoIsForgottenOnOneDeviceIsAStrangerOnAllAndStaysBlocked() {
        SyncedDevice phone = device();
        SyncedDevice laptop = device();
        phone.chats().approve(WITH_BOB);
        phone.chats().approve(WITH_CAROL);
        phone.chats().block(WITH_CAROL, true);
        phone.advance(MINUTE);
        laptop.advance(MINUTE);
        laptop.chats().delete(WITH_BOB);
        laptop.chats().delete(WITH_CAROL);
        laptop.advance(MINUTE);
        phone.advance(MINUTE);
        assertThat(state(phone, WITH_BOB)).isEqualTo(ConversationState.initial(WITH_BOB));
        assertThat(state(phone, WITH_CAROL))
                .isEqualTo(ConversationState.initial(WITH_CAROL).withBlocked(true));
    }
}
