package org.session4j.protocol.internal.crypto;

import java.util.Arrays;
import javax.security.auth.DestroyFailedException;
import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.crypto.kems.MLKEMExtractor;
import org.bouncycastle.crypto.kems.MLKEMGenerator;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLKEMPublicKeyParameters;
import org.session4j.protocol.MalformedDataException;

/** ML-KEM-768 with all randomness given. Sizes are the caller's to check. */
public final class MlKem768 {

    private static final MLKEMParameters PARAMETERS = MLKEMParameters.ml_kem_768;

    private MlKem768() {}

    /** 2400 bytes of a seed of 64. */
    public static byte[] secretKey(byte[] seed) {
        MLKEMPrivateKeyParameters key = new MLKEMPrivateKeyParameters(PARAMETERS, seed);
        try {
            return key.getEncoded();
        } finally {
            key.destroy();
        }
    }

    /** Ciphertext, then shared secret. */
    public static byte[] encapsulate(byte[] publicKey, byte[] coins) throws MalformedDataException {
        MLKEMPublicKeyParameters key;
        try {
            key = new MLKEMPublicKeyParameters(PARAMETERS, publicKey);
        } catch (IllegalArgumentException e) {
            throw new MalformedDataException("ML-KEM public key: a coefficient is not below the modulus");
        }
        SecretWithEncapsulation made = MLKEMGenerator.internalGenerateEncapsulated(key, coins);
        byte[] ciphertext = made.getEncapsulation();
        byte[] secret = made.getSecret();
        try {
            byte[] out = Arrays.copyOf(ciphertext, ciphertext.length + secret.length);
            System.arraycopy(secret, 0, out, ciphertext.length, secret.length);
            return out;
        } finally {
            Arrays.fill(secret, (byte) 0);
            destroy(made);
        }
    }

    /** 32 bytes, whatever the ciphertext holds. */
    public static byte[] decapsulate(byte[] ciphertext, byte[] secretKey) throws MalformedDataException {
        MLKEMPrivateKeyParameters key;
        try {
            key = new MLKEMPrivateKeyParameters(PARAMETERS, secretKey);
        } catch (IllegalArgumentException e) {
            throw new MalformedDataException("ML-KEM secret key: the hash of the public key does not fit");
        }
        try {
            return new MLKEMExtractor(key).extractSecret(ciphertext);
        } finally {
            key.destroy();
        }
    }

    private static void destroy(SecretWithEncapsulation made) {
        try {
            made.destroy();
        } catch (DestroyFailedException e) {
            throw new IllegalStateException("an encapsulated secret cannot be wiped", e);
        }
    }
}
