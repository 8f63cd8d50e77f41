package org.session4j.examples;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Account;
import org.session4j.protocol.RecoveryPhrase;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes an account. Nobody else knows of it until it writes to somebody. */
@Command(name = "new", description = "Makes a new account and prints its Session ID.", mixinStandardHelpOptions = true)
final class AccountNew implements Callable<Integer> {

    /** The phrase is all there is of an account, so it has to go somewhere. */
    static final class Keeping {

        @Option(names = "--save", paramLabel = "FILE", description = "Write the recovery phrase to this new file.")
        private @Nullable Path file;

        @Option(names = "--phrase", description = "Print the recovery phrase.")
        private boolean printed;
    }

    @ArgGroup(exclusive = false, multiplicity = "1")
    private final Keeping keeping = new Keeping();

    @Override
    public Integer call() throws Exception {
        try (Account account = Account.generate()) {
            RecoveryPhrase phrase = account.recoveryPhrase();
            if (keeping.file != null) {
                Secret.save(keeping.file, phrase.exposeText());
            }
            System.out.println(account.sessionId());
            if (keeping.printed) {
                System.out.println(phrase.exposeText());
            }
            return 0;
        }
    }
}
