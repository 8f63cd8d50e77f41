package org.session4j.swarm;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.crypto.Ed25519PublicKey;

/** How storing a message ended. */
public sealed interface StoreResult {

    /** Computed here; every confirmation agrees with it. */
    MessageHash hash();

    /**
     * The policy is met.
     *
     * @param answeredBy the member that was asked
     * @param answer what each member did
     */
    record Stored(MessageHash hash, Ed25519PublicKey answeredBy, SwarmAnswer<StoreConfirmation> answer)
            implements StoreResult {}

    /**
     * Some members may hold the message, yet too few have said so with a good signature. Whoever tries again must store
     * the same bytes, or the recipient may get the message twice.
     *
     * @param outcomes the best that is known of each member, over all attempts
     * @param lastFailure why the last attempt ended; null if it was answered
     */
    record Unconfirmed(
            MessageHash hash,
            Map<Ed25519PublicKey, NodeOutcome<StoreConfirmation>> outcomes,
            @Nullable Exception lastFailure)
            implements StoreResult {
        public Unconfirmed {
            outcomes = Map.copyOf(outcomes);
        }
    }

    /**
     * No member holds the message: every attempt was refused by the member that was asked, or none left this machine. It
     * may be made anew.
     *
     * @param status of the last refusal; 0 if there was none
     * @param failure why nothing could be sent; null if there was a refusal
     */
    record Refused(
            MessageHash hash,
            Refusal refusal,
            int status,
            @Nullable Exception failure) implements StoreResult {}

    /** Why a message was refused. */
    enum Refusal {
        /**
         * The clock was wrong, and has been corrected meanwhile: a message that carries a time is to be made anew (messages:
         * network time).
         */
        CLOCK,
        /** The time to live is out of bounds. */
        TTL,
        /** The signature is missing, bad, or of a revoked subaccount. */
        UNAUTHORIZED,
        /** Longer than a mailbox takes, or otherwise not of the form that the node wants. */
        BAD_REQUEST,
        /** No member took it, for reasons of its own. */
        SWARM,
        /** There was no way to the network. */
        NOT_SENT
    }

    default boolean isStored() {
        return this instanceof Stored;
    }

    default Optional<Stored> stored() {
        return this instanceof Stored stored ? Optional.of(stored) : Optional.empty();
    }
}
