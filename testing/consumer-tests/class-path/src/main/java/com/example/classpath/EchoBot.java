package com.example.classpath;

import org.session4j.client.MessageReceived;
import org.session4j.client.SessionClient;

/** The bot of the README, as a user would write it. */
public final class EchoBot {

    private EchoBot() {}

    public static void answer(SessionClient client) {
        client.onEvent(event -> {
            if (event instanceof MessageReceived m) {
                client.send(m.conversation(), "You said: " + m.text());
            }
        });
    }
}
