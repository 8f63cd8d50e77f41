package org.session4j.conformance.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import org.session4j.protocol.crypto.Crypto;

/**
 * What an operation works with.
 *
 * @param in the named inputs
 * @param crypto the backend to use
 * @param random where randomness is drawn from, in the order and sizes of the vectors' README
 */
public record Call(Inputs in, Crypto crypto, SecureRandom random) {

    public static Call of(ObjectNode in, Crypto crypto, SecureRandom random) {
        return new Call(new Inputs(in), crypto, random);
    }

    /** The same call on other inputs and with fresh randomness. */
    Call with(ObjectNode otherInputs) {
        return new Call(new Inputs(otherInputs), crypto, new SecureRandom());
    }
}
