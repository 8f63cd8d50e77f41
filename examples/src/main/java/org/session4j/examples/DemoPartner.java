package org.session4j.examples;

import org.session4j.client.Chat;
import org.session4j.client.MessageReceived;
import org.session4j.client.SessionClient;
import org.session4j.client.SessionClientException;
import org.session4j.client.SessionEvent;
import org.session4j.client.store.AccountSettings;
import org.session4j.onion.Network;
import org.session4j.protocol.Account;
import org.session4j.protocol.SessionId;

/** Somebody to try the chat with: types, reads, likes what it reads, and answers. */
final class DemoPartner implements AutoCloseable {

    private final Account account = Account.generate();
    private final SessionClient client;

    private DemoPartner(Network network) {
        client = SessionClient.builder(network).account(account).open();
        client.changeSettings(AccountSettings.DEFAULT.withTypingIndicators(true).withReadReceipts(true));
        client.onEvent(this::answer);
    }

    static DemoPartner join(Network network) {
        return new DemoPartner(network);
    }

    SessionId sessionId() {
        return account.sessionId();
    }

    private void answer(SessionEvent event) {
        if (event instanceof MessageReceived received) {
            Chat chat = client.chat(received.conversation());
            try {
                if (chat.state().isRequest()) {
                    chat.approve();
                }
                chat.typing(true);
                chat.markRead();
                chat.react(received.message().reference(), "👍");
                chat.send("You said: " + received.text());
            } catch (SessionClientException closedMeanwhile) {
                // Whoever leaves the chat does not wait for an answer.
            }
        }
    }

    @Override
    public void close() {
        client.close();
        account.close();
    }
}
