package org.session4j.protocol.internal.cipher;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 of the JDK; one object per thread, as looking them up is dear. */
public final class HmacSha256 {

    /** Of a result, in bytes. */
    public static final int LENGTH = 32;

    private static final String ALGORITHM = "HmacSHA256";

    private static final ThreadLocal<Mac> MACS = ThreadLocal.withInitial(HmacSha256::newMac);

    private HmacSha256() {}

    /**
     * The HMAC of the concatenation of parts.
     *
     * @param key at least one byte
     */
    public static byte[] of(byte[] key, byte[]... parts) {
        Mac mac = keyed(key);
        for (byte[] part : parts) {
            mac.update(part);
        }
        return mac.doFinal();
    }

    /** The HMAC of the first bytes of an array. */
    public static byte[] ofFirst(byte[] key, byte[] data, int length) {
        Mac mac = keyed(key);
        mac.update(data, 0, length);
        return mac.doFinal();
    }

    /** This thread's object under a key, for several results until the next call of anything here. */
    public static Mac keyed(byte[] key) {
        Mac mac = MACS.get();
        try {
            mac.init(new SecretKeySpec(key, ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 does not work here", e);
        }
        return mac;
    }

    private static Mac newMac() {
        try {
            return Mac.getInstance(ALGORITHM);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is missing", e);
        }
    }
}
