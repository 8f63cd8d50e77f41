package org.session4j.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.session4j.client.CallReceived;
import org.session4j.client.ChatMessage;
import org.session4j.client.Conversation;
import org.session4j.client.DataExtracted;
import org.session4j.client.MessageRead;
import org.session4j.client.MessageReceived;
import org.session4j.client.MessageRefused;
import org.session4j.client.MessageSent;
import org.session4j.client.MessageUnsent;
import org.session4j.client.ProfileChanged;
import org.session4j.client.ReactionChanged;
import org.session4j.client.RequestApproved;
import org.session4j.client.RequestReceived;
import org.session4j.client.TimerChanged;
import org.session4j.client.TypingChanged;
import org.session4j.client.UnknownMessageReceived;
import org.session4j.client.UnsendScope;
import org.session4j.client.store.AccountSettings;
import org.session4j.client.store.ConversationSummary;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.message.Attachment;
import org.session4j.protocol.message.Call;
import org.session4j.protocol.message.CallMessage;
import org.session4j.protocol.message.CommunityInvitation;
import org.session4j.protocol.message.Content;
import org.session4j.protocol.message.DataExtraction;
import org.session4j.protocol.message.DataMessage;
import org.session4j.protocol.message.Expiration;
import org.session4j.protocol.message.GroupUpdateMessage;
import org.session4j.protocol.message.LinkPreview;
import org.session4j.protocol.message.Mention;
import org.session4j.protocol.message.MessageKind;
import org.session4j.protocol.message.MessageReference;
import org.session4j.protocol.message.OtherMessage;
import org.session4j.protocol.message.ProMessage;
import org.session4j.protocol.message.Profile;
import org.session4j.protocol.message.RequestAccepted;
import org.session4j.protocol.message.TextMessage;
import org.session4j.protocol.message.UnknownMessage;
import org.session4j.testkit.TestNetwork;

/**
 * Alice, who has a phone and a laptop, and Bob meet, and do everything that two people do in a conversation. Then both close
 * their programs, open them again, and find everything as they left it.
 */
@Timeout(300)
class EveryMessageKindTest {

    private static final Bytes KEY = Bytes.of(new byte[32]);
    private static final String FILE_URL = "http://filev2.getsession.org/file/42#d";

    @TempDir
    Path folder;

    private TestNetwork network;
    private Person alice;
    private Person laptop;
    private Person bob;
    private Person carol;
    private Person mallory;

    @BeforeEach
    void everybodyArrives() {
        network = PatientNetwork.builder().start();
        Account alices = Account.generate();
        alice = Person.arrive(network, alices, folder.resolve("phone"));
        laptop = Person.arrive(network, alices, folder.resolve("laptop"));
        bob = Person.arrive(network, Account.generate(), folder.resolve("bob"));
        carol = Person.arrive(network, Account.generate(), folder.resolve("carol"));
        mallory = Person.arrive(network, Account.generate(), folder.resolve("mallory"));
    }

    @AfterEach
    void everybodyLeaves() {
        List.of(alice, laptop, bob, carol, mallory).forEach(Person::close);
        network.close();
    }

    @Test
    void everythingTwoPeopleDoArrivesAndIsStillThereWhenTheyComeBack() throws Exception {
        aliceAsksBobToTalkAndHeAccepts();
        bobQuotesMentionsAndLinks();
        eachSeesThatTheOtherTypesAndReads();
        aliceShowsFilesOfEverySort();
        bobPutsEmojiAndTakesOneBack();
        aliceTakesMessagesBack();
        theyTellEachOtherWhatIsNoMessage();
        aliceInvitesBobToACommunity();
        whatThisVersionDoesNotKnowArrivesAsSuch();
        noticesOfGroupsAreRefusedOneToOne();
        aLongTextOfSomebodyWithProArrivesWhole();
        aliceHasHerMessagesDisappear();
        aliceWritesANoteToHerself();
        aliceFindsOnHerLaptopWhatSheWroteOnHerPhone();
        carolIsNotAnsweredAndMalloryIsBlocked();

        everythingIsThereAfterBothHaveComeBack();
        andLifeGoesOn();
    }

    private void aliceAsksBobToTalkAndHeAccepts() throws Exception {
        for (Person person : List.of(alice, bob)) {
            person.client()
                    .changeSettings(AccountSettings.DEFAULT
                            .withTypingIndicators(true)
                            .withReadReceipts(true)
                            .withProfile(Profile.of(person == alice ? "Alice" : "Bob")));
        }

        alice.with(bob)
                .send(TextMessage.builder("hello, I am Alice")
                        .profile(Profile.of("Alice"))
                        .build());
        assertThat(bob.next(RequestReceived.class).sender()).isEqualTo(alice.id());
        assertThat(bob.next(MessageReceived.class).text()).isEqualTo("hello, I am Alice");
        assertThat(bob.next(ProfileChanged.class).profile().displayName()).isEqualTo("Alice");
        assertThat(bob.client().messageRequests()).hasSize(1);
        assertThat(bob.client().conversations()).isEmpty();

        bob.with(alice).send(RequestAccepted.of(Profile.of("Bob")));
        assertThat(alice.next(RequestApproved.class).sender()).isEqualTo(bob.id());
        assertThat(alice.next(ProfileChanged.class).profile().displayName()).isEqualTo("Bob");
        assertThat(bob.client().messageRequests()).isEmpty();
        assertThat(alice.with(bob).state().isMutual()).isTrue();
        assertThat(bob.with(alice).state().isMutual()).isTrue();
    }

    private void bobQuotesMentionsAndLinks() throws Exception {
        ChatMessage hello = bob.with(alice).history().get(0);
        String page = "https://example.org/tea";
        bob.with(alice)
                .send(TextMessage.builder("tea, " + Mention.format(alice.id()) + "? " + page)
                        .quote(hello.reference())
                        .preview(LinkPreview.of(page, "A house of tea"))
                        .build());

        TextMessage answer = text(alice.next(MessageReceived.class).message());
        assertThat(answer.quote()).isEqualTo(alice.with(bob).history().get(0).reference());
        assertThat(answer.mentions()).extracting(Mention::id).containsExactly(alice.id());
        assertThat(answer.addresses(alice.id())).isTrue();
        assertThat(answer.preview()).isEqualTo(LinkPreview.of(page, "A house of tea"));
    }

    private void eachSeesThatTheOtherTypesAndReads() throws Exception {
        alice.with(bob).typing(true);
        assertThat(bob.next(TypingChanged.class).typing()).isTrue();
        alice.with(bob).typing(false);
        assertThat(bob.next(TypingChanged.class).typing()).isFalse();

        alice.with(bob).markRead();
        MessageRead read = bob.next(MessageRead.class);
        assertThat(read.reader()).isEqualTo(alice.id());
        assertThat(read.message().text()).startsWith("tea");
        assertThat(read.message().readAt()).isNotNull();
    }

    private void aliceShowsFilesOfEverySort() throws Exception {
        shows(Attachment.Kind.FILE, file("application/pdf").fileName("menu.pdf").build());
        shows(
                Attachment.Kind.IMAGE,
                file("image/jpeg").dimensions(1_200, 800).caption("our table").build());
        shows(Attachment.Kind.AUDIO, file("audio/mpeg").build());
        shows(Attachment.Kind.VOICE, file("audio/aac").voice().build());
        shows(
                Attachment.Kind.ANIMATED_IMAGE,
                file("image/gif").dimensions(64, 64).build());
        shows(
                Attachment.Kind.FILE,
                Attachment.builder(FILE_URL, Bytes.of(new byte[64]))
                        .digest(KEY)
                        .size(7)
                        .build());
    }

    private static Attachment.Builder file(String contentType) {
        return Attachment.builder(FILE_URL, KEY).size(48_213).contentType(contentType);
    }

    private void shows(Attachment.Kind kind, Attachment file) throws Exception {
        alice.with(bob).send(TextMessage.builder("see here").attachment(file).build());
        ChatMessage shown = bob.next(MessageReceived.class).message();
        assertThat(shown.text()).isEqualTo("see here");
        assertThat(shown.attachments()).containsExactly(file);
        assertThat(shown.attachments()).extracting(Attachment::kind).containsExactly(kind);
    }

    private void bobPutsEmojiAndTakesOneBack() throws Exception {
        ChatMessage hello = bob.with(alice).history().get(0);
        bob.with(alice).react(hello.reference(), "👍");
        bob.with(alice).react(hello.reference(), "🍵");
        bob.with(alice).unreact(hello.reference(), "👍");

        assertThat(List.of(nextReaction(), nextReaction(), nextReaction()))
                .containsExactlyInAnyOrder("+👍", "+🍵", "-👍");
        ChatMessage after = alice.with(bob).history().get(0);
        assertThat(after.reactions().keySet()).containsExactly("🍵");
        assertThat(after.hasReaction(bob.id(), "🍵")).isTrue();
    }

    private String nextReaction() throws InterruptedException {
        ReactionChanged change = alice.next(ReactionChanged.class);
        assertThat(change.from()).isEqualTo(bob.id());
        return (change.added() ? "+" : "-") + change.emoji();
    }

    private void aliceTakesMessagesBack() throws Exception {
        alice.with(bob).send("oops");
        ChatMessage oops = bob.next(MessageReceived.class).message();
        alice.with(bob).send("not for my laptop");
        ChatMessage kept = bob.next(MessageReceived.class).message();

        alice.with(bob).unsend(oops.reference(), UnsendScope.EVERYONE);
        assertThat(bob.next(MessageUnsent.class).message().reference()).isEqualTo(oops.reference());
        assertThat(laptop.next(MessageUnsent.class).message().reference()).isEqualTo(oops.reference());

        alice.with(bob).unsend(kept.reference(), UnsendScope.OWN_DEVICES);
        assertThat(laptop.next(MessageUnsent.class).message().reference()).isEqualTo(kept.reference());
        assertThat(bob.with(alice).history())
                .filteredOn(ChatMessage::isUnsent)
                .extracting(ChatMessage::reference)
                .containsExactly(oops.reference());
        assertThat(alice.with(bob).history())
                .filteredOn(ChatMessage::isUnsent)
                .extracting(ChatMessage::reference)
                .containsExactly(oops.reference(), kept.reference());
    }

    private void theyTellEachOtherWhatIsNoMessage() throws Exception {
        bob.with(alice).send(DataExtraction.screenshot());
        assertThat(alice.next(DataExtracted.class).extraction()).isEqualTo(DataExtraction.screenshot());

        Call ringing = Call.of(CallMessage.Type.PRE_OFFER, UUID.randomUUID(), List.of());
        alice.with(bob).send(ringing);
        assertThat(bob.next(CallReceived.class).call()).isEqualTo(ringing);
    }

    private void aliceInvitesBobToACommunity() throws Exception {
        CommunityInvitation invitation =
                CommunityInvitation.of("https://open.example.org/tea?public_key=" + "ab".repeat(32), "Tea");
        alice.with(bob).send(invitation);
        CommunityInvitation invited =
                (CommunityInvitation) bob.next(MessageReceived.class).message().message();
        assertThat(invited.url()).isEqualTo(invitation.url());
        assertThat(invited.name()).isEqualTo("Tea");
    }

    private void whatThisVersionDoesNotKnowArrivesAsSuch() throws Exception {
        alice.with(bob).send(new UnknownMessage(Content.builder().build()));
        assertThat(bob.next(UnknownMessageReceived.class).message()).isInstanceOf(UnknownMessage.class);

        Content nothing =
                Content.builder().dataMessage(DataMessage.builder().build()).build();
        alice.with(bob).send(new OtherMessage(MessageKind.DATA, nothing));
        OtherMessage surfaced =
                (OtherMessage) bob.next(UnknownMessageReceived.class).message();
        assertThat(surfaced.content().dataMessage()).isEqualTo(nothing.dataMessage());
    }

    /** What members tell each other in a group has no place between two people. */
    private void noticesOfGroupsAreRefusedOneToOne() throws Exception {
        GroupUpdateMessage left =
                new GroupUpdateMessage(null, null, null, null, new GroupUpdateMessage.MemberLeft(), null, null, null);
        Content update = Content.builder()
                .dataMessage(DataMessage.builder().groupUpdateMessage(left).build())
                .build();
        alice.with(bob).send(new OtherMessage(MessageKind.GROUP_UPDATE, update));
        assertThat(bob.next(MessageRefused.class).reason()).isEqualTo(MessageRefused.Reason.MALFORMED);
    }

    private void aLongTextOfSomebodyWithProArrivesWhole() throws Exception {
        String text = "x".repeat(TextMessage.STANDARD_LENGTH + 1);
        Content content = TextMessage.of(text).toContent(alice.now()).toBuilder()
                .proMessage(new ProMessage(null, 1L, 1L))
                .build();
        alice.post(bob, content);
        assertThat(bob.next(MessageReceived.class).text()).isEqualTo(text);
    }

    private void aliceHasHerMessagesDisappear() throws Exception {
        Expiration setting = Expiration.afterSend(Duration.ofHours(1));
        alice.with(bob).setTimer(setting);
        TimerChanged change = bob.next(TimerChanged.class);
        assertThat(change.sender()).isEqualTo(alice.id());
        assertThat(change.expiration()).isEqualTo(setting);

        alice.with(bob).send("gone in an hour");
        ChatMessage message = bob.next(MessageReceived.class).message();
        assertThat(message.expiration()).isEqualTo(setting);
        assertThat(message.expiresAt()).isEqualTo(message.timestamp().plus(Duration.ofHours(1)));
    }

    private void aliceWritesANoteToHerself() throws Exception {
        alice.with(alice).send("the tea is at four");
        MessageSent copy = laptop.next(MessageSent.class);
        while (!copy.text().equals("the tea is at four")) {
            copy = laptop.next(MessageSent.class);
        }
        assertThat(copy.conversation()).isEqualTo(new Conversation.NoteToSelf());
        assertThat(copy.fromOtherDevice()).isTrue();
    }

    private void aliceFindsOnHerLaptopWhatSheWroteOnHerPhone() throws Exception {
        assertThat(laptop.next(TimerChanged.class).expiration())
                .isEqualTo(alice.with(bob).state().timer());
        // Copies travel by themselves; the last ones may still be on their way.
        while (!references(laptop).equals(references(alice))) {
            assertThat(laptop.next(MessageSent.class).fromOtherDevice()).isTrue();
        }
    }

    private List<MessageReference> references(Person device) {
        return device.with(bob).history().stream().map(ChatMessage::reference).toList();
    }

    private void carolIsNotAnsweredAndMalloryIsBlocked() throws Exception {
        carol.with(bob).send("do you know me?");
        assertThat(bob.next(MessageReceived.class).sender()).isEqualTo(carol.id());
        mallory.with(bob).send("buy this");
        assertThat(bob.next(MessageReceived.class).sender()).isEqualTo(mallory.id());
        bob.with(mallory).block();
    }

    private void everythingIsThereAfterBothHaveComeBack() {
        Memory ofAlice = Memory.of(alice.client());
        Memory ofBob = Memory.of(bob.client());
        assertThat(ofBob.requests()).hasSize(1);
        assertThat(ofBob.blocked()).hasSize(1);
        assertThat(ofBob.unread().get(bob.with(alice).conversation())).isNotEmpty();
        assertThat(ofAlice.conversations())
                .extracting(ConversationSummary::conversation)
                .containsExactlyInAnyOrder(new Conversation.NoteToSelf(), new Conversation.Direct(bob.id()));

        for (Person person : List.of(alice, bob)) {
            person.leave();
            person.comeBack();
        }
        assertThat(Memory.of(alice.client())).isEqualTo(ofAlice);
        assertThat(Memory.of(bob.client())).isEqualTo(ofBob);
    }

    private void andLifeGoesOn() throws Exception {
        List<ChatMessage> before = bob.with(alice).history();
        mallory.with(bob).send("buy that");
        assertThat(bob.next(MessageRefused.class).reason()).isEqualTo(MessageRefused.Reason.BLOCKED);
        assertThat(bob.with(mallory).history()).hasSize(1);

        alice.with(bob).send("good morning");
        ChatMessage morning = bob.next(MessageReceived.class).message();
        assertThat(morning.text()).isEqualTo("good morning");
        assertThat(morning.expiresAt()).as("the timer still holds").isAfter(Instant.now());
        assertThat(bob.with(alice).history())
                .startsWith(before.toArray(new ChatMessage[0]))
                .hasSize(before.size() + 1);
        bob.with(alice).markRead();
        assertThat(alice.next(MessageRead.class).reader()).isEqualTo(bob.id());
    }

    private static TextMessage text(ChatMessage message) {
        return (TextMessage) message.message();
    }
}
