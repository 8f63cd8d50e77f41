package org.session4j.client.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.session4j.client.internal.EngineFixture.BOB;
import static org.session4j.client.internal.EngineFixture.ME;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.session4j.client.ChatMessage;
import org.session4j.client.Conversation;
import org.session4j.client.internal.sync.Documents;
import org.session4j.client.store.MessageStore;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.message.Content;
import org.session4j.protocol.message.Expiration;
import org.session4j.protocol.message.Message;
import org.session4j.protocol.message.MessageReference;
import org.session4j.protocol.message.ReactionMessage;
import org.session4j.protocol.message.ReceivedMessage;
import org.session4j.protocol.message.TextMessage;
import org.session4j.protocol.message.Unsend;
import org.session4j.swarm.MessageHash;
import org.session4j.swarm.StoredMessage;

/**
 * Texts, reactions, reactions taken back, unsent texts and second copies of all of them, handed out by members of a swarm that
 * hold them in different orders, page by page. Whatever the order, the same is to be seen in the end, once one member has
 * handed everything out in the order of sending.
 */
class InterleavingTest {

    private static final Conversation WITH_BOB = new Conversation.Direct(BOB.sessionId());
    private static final String[] EMOJI = {"👍", "😀"};

    /** A letter as it lies in the mailbox; two copies of one have different numbers. */
    private record Posted(int copy, Account sender, Instant sent, Message message) {
        StoredMessage stored() {
            return FakeMailbox.stored(
                    ME.sessionId(), Bytes.utf8("letter " + copy), FakeMailbox.NOW.plus(FakeMailbox.LIFE));
        }
    }

    /** An account that reads the mailbox. */
    private static final class Reader {

        private final MessageStore store = MessageStore.inMemory();
        private final Map<MessageHash, Posted> letters = new HashMap<>();
        private final Inbox inbox;

        Reader(List<Posted> mailbox) {
            mailbox.forEach(letter -> letters.put(letter.stored().hash(), letter));
            EventDispatcher events = new EventDispatcher(new Failures(Failures::log));
            Ledger ledger = new Ledger(
                    ME.sessionId(),
                    store,
                    events,
                    errand -> {},
                    Documents.create(ME.sessionId(), EngineFixture.CRYPTO),
                    new SecureRandom(),
                    () -> 1,
                    EngineFixture.CRYPTO);
            inbox = new Inbox(
                    ledger,
                    this::open,
                    events,
                    new FakeMailbox(),
                    new ControlReader(ME.sessionId(), EngineFixture.CRYPTO));
        }

        private Letter open(StoredMessage stored) {
            Posted letter = letters.get(stored.hash());
            SessionId sender = letter.sender().sessionId();
            return new Letter.Opened(new ReceivedMessage(
                    sender,
                    letter.sender().ed25519PublicKey(),
                    letter.message() instanceof Unsend ? sender : BOB.sessionId(),
                    letter.sent(),
                    letter.message(),
                    Expiration.OFF,
                    null,
                    Content.builder().build(),
                    null));
        }

        void poll(int member, List<Posted> page) {
            List<StoredMessage> messages = page.stream().map(Posted::stored).collect(Collectors.toList());
            inbox.record(FakeMailbox.poll(member, ME.sessionId(), false, messages));
        }

        /** What was unsent before it came was never there. */
        List<ChatMessage> seen() {
            return store.history(ME.sessionId(), WITH_BOB, Instant.MAX, Integer.MAX_VALUE).stream()
                    .filter(message -> !message.isUnsent())
                    .map(message -> new ChatMessage(
                            message.conversation(),
                            message.sender(),
                            message.timestamp(),
                            message.direction(),
                            message.message(),
                            message.expiration(),
                            null,
                            null,
                            null,
                            message.reactions()))
                    .collect(Collectors.toList());
        }
    }

    @Property(tries = 1_000)
    void whatIsSeenInTheEndDoesNotDependOnTheOrder(
            @ForAll Random random, @ForAll @IntRange(min = 1, max = 12) int texts) {
        List<Posted> mailbox = conversation(random, texts);
        List<Posted> bySending = new ArrayList<>(mailbox);
        bySending.sort(Comparator.comparing(Posted::sent));

        Reader orderly = new Reader(mailbox);
        orderly.poll(1, bySending);
        Reader unlucky = new Reader(mailbox);
        for (int member = 2; member < 4; member++) {
            Collections.shuffle(mailbox, random);
            pollInPages(unlucky, member, mailbox, random);
        }
        pollInPages(unlucky, 4, bySending, random);

        assertThat(unlucky.seen()).isEqualTo(orderly.seen());
    }

    private static void pollInPages(Reader reader, int member, List<Posted> letters, Random random) {
        int start = 0;
        while (start < letters.size()) {
            int end = Math.min(letters.size(), start + 1 + random.nextInt(5));
            reader.poll(member, letters.subList(start, end));
            start = end;
        }
    }

    private static List<Posted> conversation(Random random, int texts) {
        List<Posted> mailbox = new ArrayList<>();
        for (int i = 0; i < texts; i++) {
            Account author = either(random);
            Instant sent = next(mailbox);
            MessageReference text = new MessageReference(author.sessionId(), sent);
            post(mailbox, author, TextMessage.of("text " + i), random);
            for (Account reader : List.of(ME, BOB)) {
                if (random.nextBoolean()) {
                    react(mailbox, reader, text, random);
                }
            }
            if (random.nextInt(4) == 0) {
                post(mailbox, author, new Unsend(text), random);
            }
        }
        return mailbox;
    }

    private static void react(List<Posted> mailbox, Account reader, MessageReference text, Random random) {
        String emoji = EMOJI[random.nextInt(EMOJI.length)];
        post(mailbox, reader, ReactionMessage.add(text, emoji), random);
        if (random.nextInt(3) == 0) {
            post(mailbox, reader, ReactionMessage.remove(text, emoji), random);
        }
    }

    private static void post(List<Posted> mailbox, Account sender, Message message, Random random) {
        Instant sent = next(mailbox);
        mailbox.add(new Posted(mailbox.size(), sender, sent, message));
        if (random.nextInt(4) == 0) {
            mailbox.add(new Posted(mailbox.size(), sender, sent, message));
        }
    }

    /** Later than everything before. */
    private static Instant next(List<Posted> mailbox) {
        return FakeMailbox.NOW.minusSeconds(3_600).plusMillis(mailbox.size());
    }

    private static Account either(Random random) {
        return random.nextBoolean() ? ME : BOB;
    }
}
