package com.example.android;

import java.util.List;
import java.util.stream.Collectors;
import org.session4j.client.MessageReceived;
import org.session4j.client.SessionClient;
import org.session4j.client.store.ConversationSummary;
import org.session4j.onion.Network;
import org.session4j.protocol.Account;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.SessionId;

/** The facade called from a program that is held to Android API 26. */
public final class Messenger implements AutoCloseable {

    private final SessionClient client;

    public Messenger(Network network, Account account) {
        client = SessionClient.builder(network).account(account).open();
        client.onEvent(event -> {
            if (event instanceof MessageReceived m) {
                show(m.text());
            }
        });
    }

    public void write(String id, String text) throws SessionException {
        client.send(SessionId.parse(id), text);
    }

    public List<String> conversations() {
        return client.conversations().stream()
                .map(ConversationSummary::conversation)
                .map(Object::toString)
                .collect(Collectors.toList());
    }

    private void show(String text) {
        System.out.println(text);
    }

    @Override
    public void close() {
        client.close();
    }
}
