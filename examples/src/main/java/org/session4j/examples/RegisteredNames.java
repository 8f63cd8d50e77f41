package org.session4j.examples;

import java.util.Map;
import org.session4j.protocol.SessionId;
import org.session4j.swarm.OnsName;
import org.session4j.testkit.TestNetwork;
import picocli.CommandLine.Option;

/** Names that a network of this program's own is to know. */
final class RegisteredNames {

    @Option(
            names = "--register",
            paramLabel = "NAME=ID",
            converter = {OnsNameArgument.class, SessionIdArgument.class},
            description = "A name that the embedded network is to know; may be repeated.")
    private Map<OnsName, SessionId> names = Map.of();

    boolean isEmpty() {
        return names.isEmpty();
    }

    void addTo(TestNetwork network) {
        names.forEach((name, account) -> network.registerName(name.toString(), account));
    }
}
