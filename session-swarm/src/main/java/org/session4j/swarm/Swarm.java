package org.session4j.swarm;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.session4j.onion.ServiceNode;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Ed25519PublicKey;

/**
 * The service nodes that hold the mailboxes of an account; all of them are in this client's own node list.
 *
 * @param members 5 to 10 on the main network; empty if none is known
 */
public record Swarm(SessionId account, List<ServiceNode> members) {

    public Swarm {
        members = List.copyOf(members);
    }

    public Set<Ed25519PublicKey> keys() {
        Set<Ed25519PublicKey> keys = new LinkedHashSet<>();
        for (ServiceNode member : members) {
            keys.add(member.ed25519());
        }
        return keys;
    }
}
