package org.session4j.examples;

import java.util.concurrent.Callable;
import org.session4j.client.SentMessage;
import org.session4j.client.SessionClient;
import org.session4j.protocol.Account;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.SessionId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Sends one message. */
@Command(name = "send", description = "Sends one message.", mixinStandardHelpOptions = true)
final class Send implements Callable<Integer> {

    @Mixin
    private final NetworkOptions options = new NetworkOptions();

    @Parameters(index = "0", paramLabel = "ID", description = "The Session ID of the recipient.")
    private String recipient = "";

    @Parameters(index = "1", paramLabel = "TEXT", description = "What to say.")
    private String text = "";

    @Override
    public Integer call() throws Exception {
        SessionId to = SessionId.parse(recipient, IdKind.STANDARD);
        try (NetworkOptions.Opened opened = options.open(NetworkOptions.Named.mainnet);
                Account account = options.account();
                SessionClient client =
                        SessionClient.builder(opened.network()).account(account).open()) {
            SentMessage sent = client.send(to, text);
            System.out.printf(
                    "sent by %s at %s, stored by %d nodes%n",
                    client.sessionId(), sent.timestamp(), sent.confirmations());
            return 0;
        }
    }
}
