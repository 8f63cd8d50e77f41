package org.session4j.examples;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.session4j.client.NetworkConnection;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.swarm.OnsName;
import org.session4j.swarm.OnsResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Prints the Session ID that belongs to a name. */
@Command(
        name = "name",
        description = "Prints the Session ID that belongs to a name; three nodes must agree about it.",
        mixinStandardHelpOptions = true)
final class Name implements Callable<Integer> {

    @Mixin
    private final NetworkOptions options = new NetworkOptions();

    @Parameters(
            index = "0",
            paramLabel = "NAME",
            converter = OnsNameArgument.class,
            description = "The name, in capitals or not.")
    private @Nullable OnsName name;

    @Override
    public Integer call() throws Exception {
        OnsResult result = resolve();
        if (result instanceof OnsResult.Found found) {
            System.out.println(found.account());
            return 0;
        }
        if (result instanceof OnsResult.FoundOld found) {
            System.out.println(found.open(Crypto.get()));
            return 0;
        }
        System.err.println("error: " + explain(result));
        return 1;
    }

    private OnsResult resolve() throws Exception {
        try (NetworkOptions.Opened opened = options.open(NetworkOptions.Named.mainnet);
                NetworkConnection connection =
                        NetworkConnection.builder(opened.network()).open()) {
            return connection.storage().resolve(Objects.requireNonNull(name)).get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw new IOException("no answer: " + (cause == null ? "" : cause.getMessage()), e);
        }
    }

    private static String explain(OnsResult result) {
        if (result instanceof OnsResult.NotRegistered) {
            return "nobody has this name";
        }
        return result instanceof OnsResult.Disagreement
                ? "the nodes that were asked do not agree about this name; try again later"
                : "the record of this name cannot be read";
    }
}
