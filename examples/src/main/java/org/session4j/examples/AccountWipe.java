package org.session4j.examples;

import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.session4j.client.SessionClient;
import org.session4j.client.WipeReport;
import org.session4j.client.WipeScope;
import org.session4j.client.store.MessageStore;
import org.session4j.protocol.Account;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Destroys what there is of an account, and says what is confirmed. Its recovery phrase still opens it, empty. */
@Command(
        name = "wipe",
        description = "Destroys what an account's store and swarm hold, for good; says what each node has signed.",
        mixinStandardHelpOptions = true)
final class AccountWipe implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec command;

    @Mixin
    private final NetworkOptions options = new NetworkOptions();

    @Mixin
    private final StoreOptions stores = new StoreOptions();

    @Parameters(
            index = "0",
            paramLabel = "SCOPE",
            description = "${COMPLETION-CANDIDATES}: what the store holds, what the swarm holds, or both.")
    private WipeScope scope = WipeScope.LOCAL;

    @Override
    public Integer call() throws Exception {
        if (scope.includesLocal() != stores.isDurable()) {
            throw new ParameterException(
                    Objects.requireNonNull(command).commandLine(),
                    "--store is needed for what is local, and for nothing else");
        }
        try (NetworkOptions.Opened opened = options.open(NetworkOptions.Named.mainnet);
                Account account = options.askedAccount();
                MessageStore store = stores.open();
                SessionClient client = SessionClient.builder(opened.network())
                        .account(account)
                        .store(store)
                        .open()) {
            WipeReport report = client.wipe(scope);
            print(report);
            return report.isComplete() ? 0 : 1;
        }
    }

    private static void print(WipeReport report) {
        if (report.scope().includesLocal()) {
            System.out.println("store     " + (report.localGone() ? "gone" : "unreadable, but some of it is left"));
        }
        report.nodes()
                .forEach((node, word) -> System.out.println("node      " + node + "  "
                        + word.name().toLowerCase(Locale.ROOT).replace('_', ' ')));
        report.networkFailure().ifPresent(failure -> System.out.println("swarm     " + failure.getMessage()));
        System.out.println("complete  " + (report.isComplete() ? "yes" : "no"));
    }
}
