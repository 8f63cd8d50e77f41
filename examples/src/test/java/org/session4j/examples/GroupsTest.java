package org.session4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.session4j.client.Conversation;
import org.session4j.client.Group;
import org.session4j.client.GroupInvited;
import org.session4j.client.MessageReceived;
import org.session4j.client.NewGroup;
import org.session4j.client.SessionClient;
import org.session4j.onion.Timing;
import org.session4j.protocol.Account;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.message.Profile;
import org.session4j.testkit.TestNetwork;

/** Programs that are in groups. */
@Timeout(300)
class GroupsTest {

    private static final Timing EAGER = Timing.standard().toBuilder()
            .set(Timing.Span.POLL, Duration.ofMillis(300))
            .build();

    @Test
    void theOneWhoIsRemovedReadsNoMore() {
        Run run = Run.of("sender-key-group");
        assertThat(run.errors()).isEmpty();
        assertThat(run.output().lines().map(line -> line.replaceAll(" +", " ").trim()))
                .element(0)
                .asString()
                .matches("group 03[0-9a-f]{64}, SENDER_KEYS");
        assertThat(run.output().lines().skip(1).map(line -> line.replaceAll(" +", " ")))
                .containsExactly(
                        "alice writes \"page one\"",
                        "bob reads \"page one\"",
                        "carol reads \"page one\"",
                        "bob writes \"I liked it\"",
                        "alice reads \"I liked it\"",
                        "carol reads \"I liked it\"",
                        "carol writes \"I did not\"",
                        "alice reads \"I did not\"",
                        "bob reads \"I did not\"",
                        "alice removes carol: new keys for everybody else",
                        "carol is out: REMOVED",
                        "alice writes \"page two\"",
                        "bob reads \"page two\"",
                        "bob writes \"even better\"",
                        "alice reads \"even better\"",
                        "carol reads nothing of it",
                        "carol writes nothing: REMOVED");
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void theBotComesWhenItIsInvitedAndAnswers() throws Exception {
        try (TestNetwork network =
                        TestNetwork.builder().timeScale(1).timing(EAGER).start();
                Program program =
                        Program.start("group-bot", "--seed", network.seedUri().toString(), "--insecure-seed");
                SessionClient alice = open(network, "Alice");
                SessionClient bob = open(network, "Bob")) {
            SessionId bot = SessionId.parse(program.output().readLine());
            BlockingQueue<String> said = textsOf(alice);
            bob.onEvent(event -> {
                if (event instanceof GroupInvited invited) {
                    bob.groups().of(invited.conversation()).accept();
                }
            });

            Group group = alice.groups()
                    .create(NewGroup.named("Hikers")
                            .withDescription("Sunday walks")
                            .withMembers(List.of(bot)));
            assertThat(said.take()).startsWith("Hello!");
            group.send("!topic");
            assertThat(said.take()).isEqualTo("Sunday walks");
            group.send("!topic Saturday walks");
            assertThat(said.take()).contains("would have to be an admin");
            group.send("what is !help?");
            group.send("!help");
            assertThat(said.take()).startsWith("!members");

            group.invite(List.of(bob.sessionId()), false);
            assertThat(said.take()).startsWith("Welcome, ");
            group.send("!members");
            assertThat(said.take().lines()).hasSize(3).contains("Alice, admin", "myself");

            group.promote(bot);
            assertThat(said.take()).startsWith("Thank you");
            group.send("!topic Saturday walks");
            assertThat(said.take()).isEqualTo("this is about Saturday walks");
        }
    }

    private static SessionClient open(TestNetwork network, String name) {
        SessionClient client =
                SessionClient.builder(network).account(Account.generate()).open();
        client.setProfile(Profile.of(name));
        return client;
    }

    private static BlockingQueue<String> textsOf(SessionClient client) {
        BlockingQueue<String> texts = new LinkedBlockingQueue<>();
        client.onEvent(event -> {
            if (event instanceof MessageReceived m && m.conversation() instanceof Conversation.Group) {
                texts.add(m.text());
            }
        });
        return texts;
    }
}
