package org.session4j.examples;

import java.util.concurrent.Callable;
import org.session4j.client.MessageReceived;
import org.session4j.client.SessionClient;
import org.session4j.client.SessionClientException;
import org.session4j.protocol.Account;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Answers every message with its own text, until stopped. */
@Command(name = "echo-bot", description = "Answers every message with its own text.", mixinStandardHelpOptions = true)
final class EchoBot implements Callable<Integer> {

    @Mixin
    private final NetworkOptions options = new NetworkOptions();

    @Override
    public Integer call() throws Exception {
        try (NetworkOptions.Opened opened = options.open(NetworkOptions.Named.mainnet);
                Account account = options.account();
                SessionClient client =
                        SessionClient.builder(opened.network()).account(account).open()) {
            Runtime.getRuntime().addShutdownHook(new Thread(client::close));
            System.out.println(client.sessionId());
            client.onEvent(event -> {
                if (event instanceof MessageReceived m) {
                    echo(client, m);
                }
            });
            client.awaitClose();
            return 0;
        }
    }

    private static void echo(SessionClient client, MessageReceived message) {
        try {
            client.send(message.conversation(), message.text());
        } catch (SessionClientException e) {
            System.err.println("no echo: " + e.getMessage());
        }
    }
}
