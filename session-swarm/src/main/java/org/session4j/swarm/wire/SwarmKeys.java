package org.session4j.swarm.wire;

import java.util.Collection;
import java.util.Set;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519PublicKey;

/**
 * The members of a swarm whose signatures count: those of this client's own node list, never those that an answer
 * names.
 */
public final class SwarmKeys {

    private final Crypto crypto;
    private final Set<Ed25519PublicKey> members;

    private SwarmKeys(Crypto crypto, Set<Ed25519PublicKey> members) {
        this.crypto = crypto;
        this.members = members;
    }

    public static SwarmKeys of(Crypto crypto, Collection<Ed25519PublicKey> members) {
        return new SwarmKeys(crypto, Set.copyOf(members));
    }

    public boolean contains(Ed25519PublicKey key) {
        return members.contains(key);
    }

    boolean verify(Ed25519PublicKey member, Bytes signature, byte[] text) {
        return signature.length() == Crypto.ED25519_SIGNATURE
                && crypto.ed25519Verify(signature.toByteArray(), text, member.toByteArray());
    }

    Crypto crypto() {
        return crypto;
    }
}
