package org.session4j.client.internal.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.session4j.client.internal.rules.RuleFixture.BOB;
import static org.session4j.client.internal.rules.RuleFixture.ME;
import static org.session4j.client.internal.rules.RuleFixture.T;
import static org.session4j.client.internal.rules.RuleFixture.WITH_BOB;
import static org.session4j.client.internal.rules.RuleFixture.reference;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.session4j.client.ProfileChanged;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.message.Content;
import org.session4j.protocol.message.DataMessage;
import org.session4j.protocol.message.LokiProfile;
import org.session4j.protocol.message.Message;
import org.session4j.protocol.message.MessageKind;
import org.session4j.protocol.message.Profile;
import org.session4j.protocol.message.ReactionMessage;
import org.session4j.protocol.message.RequestAccepted;
import org.session4j.protocol.message.TextMessage;

class ProfileRulesTest {

    private static final String URL = "http://filev2.getsession.org/file/1234";
    private static final Bytes KEY = Bytes.of(new byte[32]);

    private final RuleFixture alice = new RuleFixture();
    private long time;

    @Test
    void aNameIsTakenOverAndTold() {
        say(Profile.of("Bob"));
        assertThat(known()).isEqualTo(Profile.of("Bob"));
        assertThat(alice.last(ProfileChanged.class)).isEqualTo(new ProfileChanged(WITH_BOB, BOB, Profile.of("Bob")));
        alice.events.clear();
        say(Profile.of("Bob"));
        assertThat(alice.eventTypes()).doesNotContain(ProfileChanged.class);
    }

    @Test
    void anOlderProfileDoesNotReplaceANewerOne() {
        say(Profile.of("new").withLastUpdate(T));
        say(Profile.of("old").withLastUpdate(T.minusSeconds(1)));
        say(Profile.of("same time").withLastUpdate(T));
        say(Profile.of("without a time"));
        assertThat(known()).isEqualTo(Profile.of("new").withLastUpdate(T));
        say(Profile.of("newer").withLastUpdate(T.plusSeconds(1)));
        assertThat(known()).isEqualTo(Profile.of("newer").withLastUpdate(T.plusSeconds(1)));
    }

    @Test
    void withoutTimesTheLatestCounts() {
        say(Profile.of("first"));
        say(Profile.of("second"));
        assertThat(known()).isEqualTo(Profile.of("second"));
    }

    @Test
    void whatIsNotMentionedStaysAsItWas() {
        say(Profile.of("Bob").withPicture(URL, KEY));
        say(new Profile(null, null, null, T));
        assertThat(known()).isEqualTo(Profile.of("Bob").withPicture(URL, KEY).withLastUpdate(T));
        say(Profile.of("Bobby").withLastUpdate(T.plusSeconds(1)));
        assertThat(known()).isEqualTo(Profile.of("Bobby").withPicture(URL, KEY).withLastUpdate(T.plusSeconds(1)));
        say(new Profile(null, "", null, T.plusSeconds(2)));
        assertThat(known()).isEqualTo(Profile.of("Bobby").withoutPicture().withLastUpdate(T.plusSeconds(2)));
        assertThat(known().removesPicture()).isTrue();
    }

    @Test
    void aMessageWithoutAProfileChangesNothing() {
        say(Profile.of("Bob"));
        say(null);
        assertThat(known()).isEqualTo(Profile.of("Bob"));
    }

    @Test
    void anAcceptanceBringsTheProfileToo() {
        assertThat(alice.sent(WITH_BOB, ++time, TextMessage.of("hi"))).isEqualTo(Outcome.DONE);
        assertThat(alice.fromBob(++time, RequestAccepted.of(Profile.of("Bob")))).isEqualTo(Outcome.DONE);
        assertThat(known()).isEqualTo(Profile.of("Bob"));
    }

    @Test
    void aMessageThatIsSentForNothingElseBringsItToo() throws Exception {
        say(null);
        DataMessage data = DataMessage.builder()
                .profile(new LokiProfile("Bob", URL, null))
                .profileKey(KEY)
                .build();
        Message only = Message.of(Content.builder().dataMessage(data).build());
        assertThat(only.kind()).isEqualTo(MessageKind.DATA);
        assertThat(alice.fromBob(++time, only)).isEqualTo(Outcome.DONE);
        assertThat(known()).isEqualTo(Profile.of("Bob").withPicture(URL, KEY));
        assertThat(alice.last(ProfileChanged.class).profile()).isEqualTo(known());
    }

    @Test
    void aReactionOfAStrangerIsNoReasonToRememberThem() {
        assertThat(alice.fromBob(1, ReactionMessage.add(reference(ME, 0), "👍").withProfile(Profile.of("Bob"))))
                .isEqualTo(Outcome.TOO_EARLY);
        assertThat(alice.store.conversations(ME)).isEmpty();
    }

    @Test
    void aProfileFromOneselfIsIgnored() {
        assertThat(alice.fromPhone(
                        WITH_BOB,
                        1,
                        TextMessage.builder("hi").profile(Profile.of("Alice")).build()))
                .isEqualTo(Outcome.DONE);
        assertThat(alice.state(WITH_BOB).profile()).isNull();
    }

    private Profile known() {
        Profile profile = alice.state(WITH_BOB).profile();
        assertThat(profile).isNotNull();
        return profile;
    }

    private void say(@Nullable Profile profile) {
        TextMessage.Builder message = TextMessage.builder("hi");
        if (profile != null) {
            message.profile(profile);
        }
        assertThat(alice.fromBob(++time, message.build())).isEqualTo(Outcome.DONE);
    }
}
