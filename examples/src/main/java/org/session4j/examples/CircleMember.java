package org.session4j.examples;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.session4j.client.Conversation;
import org.session4j.client.Group;
import org.session4j.client.GroupChanged;
import org.session4j.client.GroupEnded;
import org.session4j.client.GroupInvited;
import org.session4j.client.GroupJoined;
import org.session4j.client.GroupStatus;
import org.session4j.client.MessageReceived;
import org.session4j.client.SessionClient;
import org.session4j.client.SessionEvent;
import org.session4j.onion.Network;
import org.session4j.protocol.Account;
import org.session4j.protocol.SessionId;

/** Somebody who accepts whatever invitation comes, and remembers what there is to read. */
final class CircleMember implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final String name;
    private final Account account = Account.generate();
    private final SessionClient client;
    private final CompletableFuture<Group> joined = new CompletableFuture<>();
    private final CompletableFuture<GroupStatus> ended = new CompletableFuture<>();
    private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();

    private CircleMember(String name, Network network) {
        this.name = name;
        client = SessionClient.builder(network).account(account).open();
        client.onEvent(this::note);
    }

    static CircleMember join(String name, Network network) {
        return new CircleMember(name, network);
    }

    private void note(SessionEvent event) {
        if (event instanceof GroupInvited e) {
            client.groups().of(e.conversation()).accept();
        } else if (event instanceof GroupJoined e) {
            look(e.conversation());
        } else if (event instanceof GroupChanged e) {
            look(e.conversation());
        } else if (event instanceof GroupEnded e && e.status() != null) {
            ended.complete(e.status());
        } else if (event instanceof MessageReceived e && e.conversation() instanceof Conversation.Group) {
            texts.add(e.text());
        }
    }

    /** One is in the group as soon as there is a key of it to write with. */
    private void look(Conversation.Group conversation) {
        Group group = client.groups().of(conversation);
        if (group.status() == GroupStatus.JOINED) {
            joined.complete(group);
        }
    }

    String name() {
        return name;
    }

    SessionId id() {
        return account.sessionId();
    }

    SessionClient client() {
        return client;
    }

    Group group() {
        return joined.join();
    }

    void awaitJoined() throws Exception {
        Group unused = joined.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    GroupStatus awaitEnd() throws Exception {
        return ended.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    String awaitText() throws Exception {
        String text = texts.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        if (text == null) {
            throw new TimeoutException(name + " has read nothing within " + PATIENCE.toSeconds() + " s");
        }
        return text;
    }

    boolean hasUnread() {
        return !texts.isEmpty();
    }

    @Override
    public void close() {
        client.close();
        account.close();
    }
}
