package org.session4j.examples;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.session4j.client.Conversation;
import org.session4j.client.OutgoingFile;
import org.session4j.client.SentMessage;
import org.session4j.client.SessionClient;
import org.session4j.client.TextWithFiles;
import org.session4j.protocol.Account;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.SessionId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends files, and shows how far they have come. */
@Command(
        name = "file-send",
        description = "Sends files in one message, with a progress bar.",
        mixinStandardHelpOptions = true)
final class FileSend implements Callable<Integer> {

    private static final int WIDTH = 40;

    @Mixin
    private final NetworkOptions options = new NetworkOptions();

    @Parameters(index = "0", paramLabel = "ID", description = "The Session ID of the recipient.")
    private String recipient = "";

    @Parameters(
            index = "1..*",
            arity = "1..32",
            paramLabel = "FILE",
            description = "What to send, each of at most 10,000,000 bytes.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--text", description = "What to say with them.")
    private String text = "";

    @Override
    public Integer call() throws Exception {
        SessionId to = SessionId.parse(recipient, IdKind.STANDARD);
        TextWithFiles.Builder message = TextWithFiles.builder(text);
        files.forEach(file -> message.file(OutgoingFile.of(file)));
        try (NetworkOptions.Opened opened = options.open(NetworkOptions.Named.mainnet);
                Account account = options.account();
                SessionClient client =
                        SessionClient.builder(opened.network()).account(account).open()) {
            SentMessage sent = client.chat(Conversation.between(client.sessionId(), to))
                    .send(message.build(), FileSend::showProgress);
            System.out.printf("%n%d files sent by %s at %s%n", files.size(), client.sessionId(), sent.timestamp());
            return 0;
        }
    }

    /** Calls follow each other, so each draws over the one before. */
    private static void showProgress(long bytesDone, long bytesInAll) {
        int done = (int) (WIDTH * bytesDone / bytesInAll);
        System.out.printf("\r[%s%s] %3d %%", "#".repeat(done), " ".repeat(WIDTH - done), 100 * bytesDone / bytesInAll);
        System.out.flush();
    }
}
