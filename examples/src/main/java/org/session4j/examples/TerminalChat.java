package org.session4j.examples;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.session4j.client.Chat;
import org.session4j.client.Conversation;
import org.session4j.client.SessionClient;
import org.session4j.client.SessionClientException;
import org.session4j.client.store.MessageStore;
import org.session4j.protocol.Account;
import org.session4j.protocol.SessionId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A chat for two on the terminal: what is typed is sent line by line, what happens is printed as it happens. */
@Command(
        name = "chat",
        description =
                "A chat for two on the terminal; without an ID with somebody who answers, on an embedded network.",
        mixinStandardHelpOptions = true)
final class TerminalChat implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec command;

    @Mixin
    private final NetworkOptions options = new NetworkOptions();

    @Mixin
    private final StoreOptions stores = new StoreOptions();

    @Option(names = "--discreet", description = "Neither tell nor show who is typing and what was read.")
    private boolean discreet;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "ID",
            converter = SessionIdArgument.class,
            description = "The Session ID of the other one.")
    private @Nullable SessionId peer;

    @Override
    public Integer call() throws Exception {
        try (NetworkOptions.Opened opened =
                        options.open(peer == null ? NetworkOptions.Named.embedded : NetworkOptions.Named.mainnet);
                Account account = options.account();
                MessageStore store = stores.open();
                SessionClient client = SessionClient.builder(opened.network())
                        .account(account)
                        .store(store)
                        .open()) {
            if (peer != null) {
                return talk(client, peer);
            }
            if (opened.embedded() == null) {
                throw new ParameterException(
                        Objects.requireNonNull(command).commandLine(), "ID is needed: nobody answers on this network");
            }
            try (DemoPartner partner = DemoPartner.join(opened.network())) {
                return talk(client, partner.sessionId());
            }
        }
    }

    private int talk(SessionClient client, SessionId other) throws IOException {
        client.changeSettings(client.settings().withTypingIndicators(!discreet).withReadReceipts(!discreet));
        Chat chat = client.chat(Conversation.between(client.sessionId(), other));
        ChatScreen screen = new ChatScreen(client.sessionId(), chat, System.out);
        screen.open(other);
        client.onEvent(screen);
        ChatLines lines = new ChatLines(chat, screen);
        BufferedReader typed = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        for (String line = typed.readLine(); line != null && !line.trim().equals("/quit"); line = typed.readLine()) {
            try {
                lines.obey(line.trim());
            } catch (SessionClientException | IllegalArgumentException e) {
                screen.note("that did not work: " + e.getMessage());
            }
        }
        return 0;
    }
}
