package org.session4j.protocol.crypto;

/**
 * How a {@link Crypto} backend outside this module makes itself known, by {@link java.util.ServiceLoader}: declared in
 * the module descriptor and in {@code META-INF/services}. Making a provider must be cheap and must not fail; what may
 * fail, such as loading a native library, belongs into {@link #open()}.
 */
public interface CryptoProvider {

    /** The name that {@link Crypto#named(String)} takes. */
    String name();

    /** The working backend with the highest speed is preferred; pure Java has 0. */
    int speed();

    /**
     * The backend, the same one at each call.
     *
     * @throws CryptoUnavailableException if it cannot work on this machine
     */
    Crypto open() throws CryptoUnavailableException;
}
