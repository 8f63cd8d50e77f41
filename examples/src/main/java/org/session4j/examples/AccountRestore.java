package org.session4j.examples;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Account;
import org.session4j.protocol.RecoveryPhrase;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Finds the account of a recovery phrase again; a wrong word is named by its place, not repeated. */
@Command(
        name = "restore",
        description = "Asks for a recovery phrase and prints the Session ID of its account.",
        mixinStandardHelpOptions = true)
final class AccountRestore implements Callable<Integer> {

    @Option(
            names = "--phrase-file",
            paramLabel = "FILE",
            description = "Holds the recovery phrase. Default: ask for it.")
    private @Nullable Path phraseFile;

    @Option(
            names = "--save",
            paramLabel = "FILE",
            description = "Write the phrase to this new file, for --phrase-file of the other examples.")
    private @Nullable Path target;

    @Override
    public Integer call() throws Exception {
        RecoveryPhrase phrase = RecoveryPhrase.parse(Secret.read("Recovery phrase", phraseFile));
        try (Account account = Account.of(phrase)) {
            if (target != null) {
                Secret.save(target, phrase.exposeText());
            }
            System.out.println(account.sessionId());
            return 0;
        }
    }
}
