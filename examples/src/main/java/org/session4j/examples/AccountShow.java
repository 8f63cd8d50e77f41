package org.session4j.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Account;
import org.session4j.protocol.RecoveryPhrase;
import org.session4j.qr.QrCode;
import org.session4j.qr.TextStyle;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows an account to be scanned: its Session ID by others, its recovery phrase by one's own next device. */
@Command(
        name = "show",
        description = "Prints the Session ID of an account, and as a QR code.",
        mixinStandardHelpOptions = true)
final class AccountShow implements Callable<Integer> {

    private static final int PIXELS_PER_MODULE = 8;

    @Option(
            names = "--phrase-file",
            paramLabel = "FILE",
            description = "Holds the recovery phrase of the account. Default: ask for it.")
    private @Nullable Path phraseFile;

    @Option(names = "--png", paramLabel = "FILE", description = "Write the code to this new file, not to the terminal.")
    private @Nullable Path png;

    @Option(names = "--svg", paramLabel = "FILE", description = "Write the code to this new file, not to the terminal.")
    private @Nullable Path svg;

    @Option(
            names = "--style",
            description = "How the terminal shows the code: ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} by default.")
    private TextStyle style = TextStyle.COLORED;

    @Option(
            names = "--phrase",
            description = "Show the recovery phrase instead. Whoever sees it, or its code, has the account.")
    private boolean secret;

    @Override
    public Integer call() throws Exception {
        RecoveryPhrase phrase = RecoveryPhrase.parse(Secret.read("Recovery phrase", phraseFile));
        try (Account account = Account.of(phrase)) {
            System.out.println(secret ? phrase.exposeText() : account.sessionId());
            draw(secret ? QrCode.exposePhrase(phrase) : QrCode.of(account.sessionId()));
            return 0;
        }
    }

    private void draw(QrCode code) throws IOException {
        if (png != null) {
            Secret.save(png, code.encodePng(PIXELS_PER_MODULE));
        }
        if (svg != null) {
            Secret.save(svg, code.formatSvg());
        }
        if (png == null && svg == null) {
            System.out.print(code.formatText(style));
        }
    }
}
