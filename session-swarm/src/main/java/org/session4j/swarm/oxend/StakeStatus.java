package org.session4j.swarm.oxend;

/**
 * Whether the wallet's stake in a service node can be asked back.
 *
 * @param canRequestUnlock whether it can now; false too if there is none
 * @param explanation the wallet's words, at most 500 characters, for people
 */
public record StakeStatus(boolean canRequestUnlock, String explanation) {

    /** Without the explanation, which may name addresses. */
    @Override
    public String toString() {
        return "StakeStatus[canRequestUnlock=" + canRequestUnlock + "]";
    }
}
