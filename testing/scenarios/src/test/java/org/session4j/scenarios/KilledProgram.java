package org.session4j.scenarios;

import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.session4j.client.ChatMessage;
import org.session4j.client.Conversation;
import org.session4j.client.SessionClient;
import org.session4j.client.store.MessageStore;
import org.session4j.onion.Network;
import org.session4j.onion.Timing;
import org.session4j.protocol.Account;
import org.session4j.protocol.SessionId;
import org.session4j.store.sqlite.SqliteMessageStore;
import org.session4j.store.sqlite.StoreKey;

/**
 * A program that {@link KillTest} kills: it opens its store, writes one message after the other to the peer, and says of each
 * when the client has taken it. The last time it is not killed: then it waits until nothing is pending and so many messages
 * have come, and prints its history.
 *
 * <p>Arguments: seed URL, store folder, account seed in hex, the peer's id, a prefix for its texts, and how many messages to
 * wait for ({@code -1} to write until killed).
 */
final class KilledProgram {

    static final String READY = "ready";
    static final String TAKEN = "taken ";
    static final String SENT = "sent ";
    static final String RECEIVED = "received ";
    static final String END = "end";

    private static final Duration POLL = Duration.ofMillis(100);
    private static final int UNDER_WAY = 8;

    private KilledProgram() {}

    public static void main(String[] arguments) throws Exception {
        Network network = Network.builder("killed")
                .insecureSeed(URI.create(arguments[0]))
                .testNetwork(true)
                .timing(Timing.standard().toBuilder()
                        .set(Timing.Span.POLL, POLL)
                        .build())
                .build();
        Account account = Account.ofSeed(HexFormat.of().parseHex(arguments[2]));
        SessionId peer = SessionId.parse(arguments[3]);
        int expected = Integer.parseInt(arguments[5]);
        try (MessageStore store = SqliteMessageStore.open(Path.of(arguments[1]), StoreKey.of(new byte[32]));
                SessionClient client = SessionClient.builder(network)
                        .account(account)
                        .store(store)
                        .open()) {
            print(READY);
            Conversation conversation = Conversation.between(account.sessionId(), peer);
            if (expected < 0) {
                write(client, conversation, arguments[4]);
            }
            report(client, store, account, conversation, expected);
        }
    }

    /** Until it is killed. */
    private static void write(SessionClient client, Conversation conversation, String prefix) throws Exception {
        var places = new Semaphore(UNDER_WAY);
        for (int i = 0; ; i++) {
            places.acquire();
            String text = prefix + "-" + i;
            client.async().send(conversation, text).whenComplete((sent, failure) -> places.release());
            print(TAKEN + text);
        }
    }

    private static void report(
            SessionClient client, MessageStore store, Account account, Conversation conversation, int expected)
            throws InterruptedException {
        CountDownLatch everything = new CountDownLatch(1);
        client.onEvent(event -> {
            if (isComplete(client, store, account, conversation, expected)) {
                everything.countDown();
            }
        });
        while (!isComplete(client, store, account, conversation, expected)) {
            if (everything.await(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                break;
            }
        }
        for (ChatMessage message : client.history(conversation)) {
            print((message.sender().equals(account.sessionId()) ? SENT : RECEIVED) + message.text());
        }
        print(END);
    }

    private static boolean isComplete(
            SessionClient client, MessageStore store, Account account, Conversation conversation, int expected) {
        long received = client.history(conversation).stream()
                .filter(message -> !message.sender().equals(account.sessionId()))
                .count();
        return received >= expected && store.pending(account.sessionId()).isEmpty();
    }

    /** In one piece, also when the program is killed in the middle. */
    private static void print(String line) {
        PrintStream out = System.out;
        out.print(line + "\n");
        out.flush();
    }
}
