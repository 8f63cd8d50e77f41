package org.session4j.examples;

import java.util.concurrent.Callable;
import org.session4j.client.SessionClient;
import org.session4j.client.store.MessageStore;
import org.session4j.protocol.Account;
import org.session4j.protocol.message.Profile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A member of every group that it is invited to, until stopped. */
@Command(
        name = "group-bot",
        description = "Joins the groups it is invited to, welcomes new members and answers !help there.",
        mixinStandardHelpOptions = true)
final class GroupBot implements Callable<Integer> {

    @Mixin
    private final NetworkOptions options = new NetworkOptions();

    @Mixin
    private final StoreOptions storeOptions = new StoreOptions();

    @Override
    public Integer call() throws Exception {
        try (NetworkOptions.Opened opened = options.open(NetworkOptions.Named.mainnet);
                Account account = options.account();
                MessageStore store = storeOptions.open();
                SessionClient client = SessionClient.builder(opened.network())
                        .account(account)
                        .store(store)
                        .open()) {
            Runtime.getRuntime().addShutdownHook(new Thread(client::close));
            client.setProfile(Profile.of("Group bot"));
            client.onEvent(new GroupHost(client, System.err));
            System.out.println(client.sessionId());
            client.awaitClose();
            return 0;
        }
    }
}
