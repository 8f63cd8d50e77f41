package org.session4j.scenarios;

import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.session4j.client.Conversation;
import org.session4j.client.Group;
import org.session4j.client.GroupEnded;
import org.session4j.client.GroupInvited;
import org.session4j.client.GroupStatus;
import org.session4j.client.MessageReceived;
import org.session4j.client.NetworkConnection;
import org.session4j.client.SessionClient;
import org.session4j.client.SessionEvent;
import org.session4j.client.store.MessageStore;
import org.session4j.protocol.Account;
import org.session4j.protocol.SessionId;

/** Somebody in groups, who shares a connection with others, accepts every invitation and remembers what was read. */
final class Member implements AutoCloseable {

    private final NetworkConnection connection;
    private final Account account = Account.generate();
    private final MessageStore store = MessageStore.inMemory();
    private final Queue<String> texts = new ConcurrentLinkedQueue<>();
    private final Set<SessionId> ended = ConcurrentHashMap.newKeySet();
    private SessionClient client;

    Member(NetworkConnection connection) {
        this.connection = connection;
        this.client = open();
    }

    private SessionClient open() {
        SessionClient opened =
                SessionClient.builder(connection).account(account).store(store).open();
        opened.onEvent(event -> note(opened, event));
        return opened;
    }

    private void note(SessionClient opened, SessionEvent event) {
        if (event instanceof GroupInvited invited) {
            opened.groups().of(invited.conversation()).async().accept();
        } else if (event instanceof GroupEnded end) {
            ended.add(end.conversation().id());
        } else if (event instanceof MessageReceived message && message.conversation() instanceof Conversation.Group) {
            texts.add(message.text());
        }
    }

    SessionId id() {
        return account.sessionId();
    }

    SessionClient client() {
        return client;
    }

    Group group(SessionId id) {
        return client.groups().find(id).orElseThrow();
    }

    boolean isIn(SessionId group) {
        return client.groups()
                .find(group)
                .filter(found -> found.status() == GroupStatus.JOINED)
                .isPresent();
    }

    boolean isOut(SessionId group) {
        return ended.contains(group);
    }

    boolean hasRead(String text) {
        return texts.contains(text);
    }

    void leaveTheScene() {
        client.close();
    }

    void comeBack() {
        client = open();
    }

    @Override
    public void close() {
        client.close();
    }
}
