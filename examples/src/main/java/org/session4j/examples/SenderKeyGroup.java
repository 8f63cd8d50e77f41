package org.session4j.examples;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import org.session4j.client.Group;
import org.session4j.client.GroupActionException;
import org.session4j.client.NewGroup;
import org.session4j.onion.Network;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A reading circle of three with sender keys; one is removed, and reads no more. */
@Command(
        name = "sender-key-group",
        description = "Shows a group with sender keys: who reads what before and after somebody is removed.",
        mixinStandardHelpOptions = true)
final class SenderKeyGroup implements Callable<Integer> {

    @Mixin
    private final NetworkOptions options = new NetworkOptions();

    private final PrintStream out = System.out;

    @Override
    public Integer call() throws Exception {
        try (NetworkOptions.Opened opened = options.open(NetworkOptions.Named.embedded)) {
            Network network = opened.network();
            try (CircleMember alice = CircleMember.join("alice", network);
                    CircleMember bob = CircleMember.join("bob", network);
                    CircleMember carol = CircleMember.join("carol", network)) {
                read(alice, bob, carol);
            }
            return 0;
        }
    }

    private void read(CircleMember alice, CircleMember bob, CircleMember carol) throws Exception {
        Group group = alice.client()
                .groups()
                .create(NewGroup.named("Reading circle")
                        .withMembers(List.of(bob.id(), carol.id()))
                        .withSenderKeys());
        out.println("group           " + group.id() + ", " + group.kind());
        bob.awaitJoined();
        carol.awaitJoined();

        write(alice, "page one", List.of(bob, carol));
        write(bob, "I liked it", List.of(alice, carol));
        write(carol, "I did not", List.of(alice, bob));

        group.remove(List.of(carol.id()), false);
        out.println("alice           removes carol: new keys for everybody else");
        out.println("carol           is out: " + carol.awaitEnd());

        write(alice, "page two", List.of(bob));
        write(bob, "even better", List.of(alice));
        out.println("carol reads     " + (carol.hasUnread() ? "more" : "nothing of it"));
        try {
            carol.group().send("what did I miss?");
        } catch (GroupActionException e) {
            out.println("carol writes    nothing: " + e.reason());
        }
    }

    private void write(CircleMember author, String text, List<CircleMember> readers) throws Exception {
        author.group().send(text);
        out.printf("%-6s writes   \"%s\"%n", author.name(), text);
        for (CircleMember reader : readers) {
            out.printf("%-6s reads    \"%s\"%n", reader.name(), reader.awaitText());
        }
    }
}
