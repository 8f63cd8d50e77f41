package org.session4j.store.sqlite;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.prf.PrfConfig;
import com.google.crypto.tink.streamingaead.StreamingAeadConfig;
import java.security.GeneralSecurityException;

/** Tink's keysets and what is done with them. Before the first use Tink has to be told which kinds there are. */
final class Primitives {

    static {
        try {
            AeadConfig.register();
            PrfConfig.register();
            StreamingAeadConfig.register();
        } catch (GeneralSecurityException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private Primitives() {}

    static KeysetHandle generate(Parameters kind) throws GeneralSecurityException {
        return KeysetHandle.generateNew(kind);
    }

    /** A keyset as {@link TinkProtoKeysetFormat#serializeEncryptedKeyset} wrote it. */
    static KeysetHandle decrypt(byte[] wrapped, Aead outer) throws GeneralSecurityException {
        return TinkProtoKeysetFormat.parseEncryptedKeyset(wrapped, outer, new byte[0]);
    }

    static <T> T of(KeysetHandle keys, Class<T> kind) throws GeneralSecurityException {
        return keys.getPrimitive(RegistryConfiguration.get(), kind);
    }
}
