package org.session4j.crypto.sodium;

import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.CryptoProvider;
import org.session4j.protocol.crypto.CryptoUnavailableException;

/** Makes libsodium known as {@code libsodium}. Thread-safe. */
public final class SodiumCryptoProvider implements CryptoProvider {

    /** What {@link Crypto#named(String)} takes. */
    public static final String NAME = "libsodium";

    private static final int SPEED = 100;

    /** For {@link java.util.ServiceLoader}. */
    public SodiumCryptoProvider() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int speed() {
        return SPEED;
    }

    @Override
    public Crypto open() throws CryptoUnavailableException {
        Sodium.load();
        return SodiumCrypto.INSTANCE;
    }
}
