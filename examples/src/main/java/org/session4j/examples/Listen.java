package org.session4j.examples;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.session4j.client.ChatMessage;
import org.session4j.client.Conversation;
import org.session4j.client.MessageReceived;
import org.session4j.client.MessageSent;
import org.session4j.client.SessionClient;
import org.session4j.client.SessionEvent;
import org.session4j.protocol.Account;
import org.session4j.protocol.SessionId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Prints what arrives, what the account's other devices sent included. */
@Command(name = "listen", description = "Prints the messages that arrive.", mixinStandardHelpOptions = true)
final class Listen implements Callable<Integer> {

    @Mixin
    private final NetworkOptions options = new NetworkOptions();

    @Option(
            names = "--json",
            description =
                    "Print each message as one line of JSON: sender, conversation (the id of the other account or the"
                            + " group, or the own one for a note to self), text, timestamp (milliseconds since 1970).")
    private boolean json;

    @Option(names = "--count", paramLabel = "N", description = "End after so many messages.")
    private long count = Long.MAX_VALUE;

    @Option(names = "--seconds", paramLabel = "S", description = "End after this time.")
    private long seconds = Long.MAX_VALUE;

    private long printed;

    @Override
    public Integer call() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        try (NetworkOptions.Opened opened = options.open(NetworkOptions.Named.mainnet);
                Account account = options.account();
                SessionClient client =
                        SessionClient.builder(opened.network()).account(account).open()) {
            Runtime.getRuntime().addShutdownHook(new Thread(client::close));
            System.err.println("listening as " + client.sessionId());
            client.onEvent(event -> print(client.sessionId(), event, done));
            boolean all = done.await(seconds, TimeUnit.SECONDS);
            return all || count == Long.MAX_VALUE ? 0 : 1;
        }
    }

    /** Events come one at a time, so nothing here needs a lock. */
    private void print(SessionId self, SessionEvent event, CountDownLatch done) {
        ChatMessage message;
        if (event instanceof MessageReceived received) {
            message = received.message();
        } else if (event instanceof MessageSent sent) {
            message = sent.message();
        } else {
            return;
        }
        if (printed < count) {
            printed++;
            System.out.println(json ? jsonLine(self, message) : message.sender() + ": " + message.text());
        }
        if (printed >= count) {
            done.countDown();
        }
    }

    private static String jsonLine(SessionId self, ChatMessage message) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("sender", message.sender().toString())
                .put("conversation", id(message.conversation(), self).toString())
                .put("text", message.text())
                .put("timestamp", message.timestamp().toEpochMilli())
                .toString();
    }

    private static SessionId id(Conversation conversation, SessionId self) {
        if (conversation instanceof Conversation.Group group) {
            return group.id();
        }
        return conversation instanceof Conversation.Direct direct ? direct.peer() : self;
    }
}
