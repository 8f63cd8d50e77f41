package org.session4j.protocol.v2;

import org.jspecify.annotations.Nullable;

/**
 * A v2 message that was opened and whose signature is good. Several messages with different bytes may hold the same
 * content: who shows them tells repeats by sender and timestamp.
 *
 * @param signed the content and who signed it
 * @param openedBy the account key that it was encrypted to, or null if it was encrypted to the account itself and so has
 *     no forward secrecy
 */
public record V2Message(V2Content signed, @Nullable HybridPublicKey openedBy) {

    /** Whether nobody can open it any more once the account key is gone. */
    public boolean isForwardSecret() {
        return openedBy != null;
    }

    /** Names the class only: who wrote what is private. */
    @Override
    public String toString() {
        return "V2Message";
    }
}
