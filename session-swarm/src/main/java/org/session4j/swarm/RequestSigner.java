package org.session4j.swarm;

/** Signs what a request to a swarm says. Safe for use by many threads. */
@FunctionalInterface
public interface RequestSigner {

    /**
     * @return a detached Ed25519 signature, 64 bytes
     */
    byte[] sign(byte[] message);
}
