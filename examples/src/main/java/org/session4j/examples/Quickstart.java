package org.session4j.examples;

import java.io.PrintStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.session4j.client.MessageReceived;
import org.session4j.client.SessionClient;
import org.session4j.onion.OnionPath;
import org.session4j.protocol.Account;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Two accounts talk: Alice writes to Bob, and Bob answers. */
@Command(name = "quickstart", description = "Two accounts talk over onion paths.", mixinStandardHelpOptions = true)
final class Quickstart implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @Mixin
    private final NetworkOptions options = new NetworkOptions();

    private final PrintStream out = System.out;

    @Override
    public Integer call() throws Exception {
        try (NetworkOptions.Opened opened = options.open(NetworkOptions.Named.embedded);
                Account aliceAccount = options.account();
                Account bobAccount = Account.generate();
                SessionClient alice = SessionClient.builder(opened.network())
                        .account(aliceAccount)
                        .open();
                SessionClient bob = SessionClient.builder(opened.network())
                        .account(bobAccount)
                        .open()) {
            out.println("network         " + opened.network().name());
            out.println("crypto backend  " + alice.cryptoBackend());
            out.println("alice           " + alice.sessionId());
            out.println("bob             " + bob.sessionId());
            // Not needed, but so that the times below are those of messages alone.
            CompletableFuture.allOf(
                            alice.storage().clock().synchronize(),
                            bob.storage().clock().synchronize())
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            talk(alice, bob);
            boolean threeHops = showPaths("alice", alice.paths()) & showPaths("bob", bob.paths());
            return threeHops ? 0 : 1;
        }
    }

    private void talk(SessionClient alice, SessionClient bob) throws Exception {
        bob.onEvent(event -> {
            if (event instanceof MessageReceived m) {
                bob.send(m.conversation(), "Hello " + m.text());
            }
        });
        CompletableFuture<String> reply = new CompletableFuture<>();
        alice.onEvent(event -> {
            if (event instanceof MessageReceived m && m.sender().equals(bob.sessionId())) {
                reply.complete(m.text());
            }
        });
        String text = "from Alice";
        long start = System.nanoTime();
        int confirmations = alice.send(bob.sessionId(), text).confirmations();
        out.printf("alice to bob    \"%s\"  stored by %d nodes after %d ms%n", text, confirmations, millisSince(start));
        String answer = awaitReply(reply);
        out.printf("bob to alice    \"%s\"  there and back in %d ms%n", answer, millisSince(start));
    }

    private static String awaitReply(CompletableFuture<String> reply) throws Exception {
        try {
            return reply.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new TimeoutException("no reply within " + PATIENCE.toSeconds() + " s");
        }
    }

    /** Whether every path that can have carried a message has three nodes, no two the same. */
    private boolean showPaths(String who, List<OnionPath> paths) {
        boolean threeHops = !paths.isEmpty();
        for (OnionPath path : paths) {
            out.printf(
                    "path of %-6s  %s%n",
                    who,
                    path.nodes().stream()
                            .map(node -> node.ed25519().toString().substring(0, 8) + " (" + node.ip() + ")")
                            .collect(Collectors.joining(" > ")));
            threeHops &= path.nodes().size() == 3 && new HashSet<>(path.nodes()).size() == 3;
        }
        return threeHops;
    }

    private static long millisSince(long startNanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    }
}
