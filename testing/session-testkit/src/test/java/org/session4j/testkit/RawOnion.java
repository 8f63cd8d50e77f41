package org.session4j.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.Blake2bDigest;
import org.bouncycastle.crypto.modes.XChaCha20Poly1305;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.bouncycastle.math.ec.rfc7748.X25519;

/** Onion requests made by hand with Bouncy Castle and the JDK: storage server, sections 10.1 to 10.3. */
final class RawOnion {

    private static final SecureRandom RANDOM = new SecureRandom();

    private RawOnion() {}

    /** One layer, encrypted for its reader, and what opens an answer to it. */
    record Layer(String encType, byte[] ciphertext, byte[] ephemeralKey, byte[] key) {

        String ephemeralHex() {
            return HexFormat.of().formatHex(ephemeralKey);
        }

        /** As the guard wants it. */
        byte[] body() {
            return frame(ciphertext, "{\"ephemeral_key\":\"" + ephemeralHex() + "\",\"enc_type\":\"" + encType + "\"}");
        }

        String open(byte[] answer) {
            return new String(openBytes(answer), StandardCharsets.UTF_8);
        }

        byte[] openBytes(byte[] answer) {
            return decrypt(encType, key, answer);
        }

        String openBase64(String answer) {
            return open(Base64.getDecoder().decode(answer));
        }
    }

    static byte[] frame(byte[] blob, String json) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(blob.length)
                .array());
        out.writeBytes(blob);
        out.writeBytes(json.getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    /** The innermost layer: a request for the node itself. */
    static Layer request(TestNode destination, String encType, String request, String control) {
        return encrypt(destination, encType, frame(request.getBytes(StandardCharsets.UTF_8), control));
    }

    /** A layer around another one, for a node that passes it on. */
    static Layer relay(TestNode hop, String encType, TestNode next, Layer inner) {
        return encrypt(
                hop, encType, frame(inner.ciphertext(), routing(next.ed25519().toString(), inner)));
    }

    static String routing(String next, Layer inner) {
        return "{\"destination\":\"" + next + "\",\"ephemeral_key\":\"" + inner.ephemeralHex() + "\",\"enc_type\":\""
                + inner.encType() + "\"}";
    }

    /** The whole onion, outermost last. */
    static Layer through(List<TestNode> hops, TestNode destination, String encType, Layer innermost) {
        Layer layer = innermost;
        TestNode next = destination;
        for (int i = hops.size() - 1; i >= 0; i--) {
            layer = relay(hops.get(i), encType, next, layer);
            next = hops.get(i);
        }
        return layer;
    }

    static Layer encrypt(TestNode reader, String encType, byte[] plaintext) {
        return encrypt(reader.x25519().toByteArray(), encType, plaintext);
    }

    static Layer encrypt(byte[] readerKey, String encType, byte[] plaintext) {
        byte[] secret = new byte[32];
        RANDOM.nextBytes(secret);
        byte[] publicKey = new byte[32];
        X25519.scalarMultBase(secret, 0, publicKey, 0);
        byte[] shared = new byte[32];
        X25519.scalarMult(secret, 0, readerKey, 0, shared, 0);
        byte[] key = deriveKey(encType, shared, publicKey, readerKey);
        return new Layer(encType, encrypt(encType, key, plaintext), publicKey, key);
    }

    private static byte[] deriveKey(String encType, byte[] shared, byte[] client, byte[] node) {
        try {
            if (encType.equals("xchacha20")) {
                Blake2bDigest digest = new Blake2bDigest(256);
                for (byte[] part : new byte[][] {shared, client, node}) {
                    digest.update(part, 0, 32);
                }
                byte[] key = new byte[32];
                digest.doFinal(key, 0);
                return key;
            }
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec("LOKI".getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            return mac.doFinal(shared);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] encrypt(String encType, byte[] key, byte[] plaintext) {
        byte[] nonce = new byte[encType.equals("xchacha20") ? 24 : 12];
        RANDOM.nextBytes(nonce);
        byte[] sealed = crypt(encType, true, key, nonce, plaintext);
        byte[] out = Arrays.copyOf(nonce, nonce.length + sealed.length);
        System.arraycopy(sealed, 0, out, nonce.length, sealed.length);
        return out;
    }

    private static byte[] decrypt(String encType, byte[] key, byte[] sealed) {
        int nonce = encType.equals("xchacha20") ? 24 : 12;
        return crypt(
                encType, false, key, Arrays.copyOf(sealed, nonce), Arrays.copyOfRange(sealed, nonce, sealed.length));
    }

    private static byte[] crypt(String encType, boolean encrypt, byte[] key, byte[] nonce, byte[] input) {
        try {
            if (encType.equals("xchacha20")) {
                XChaCha20Poly1305 aead = new XChaCha20Poly1305();
                aead.init(encrypt, new ParametersWithIV(new KeyParameter(key), nonce));
                byte[] out = new byte[aead.getOutputSize(input.length)];
                int length = aead.processBytes(input, 0, input.length, out, 0);
                length += aead.doFinal(out, length);
                return Arrays.copyOf(out, length);
            }
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    encrypt ? Cipher.ENCRYPT_MODE : Cipher.DECRYPT_MODE,
                    new SecretKeySpec(key, "AES"),
                    new GCMParameterSpec(128, nonce));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException | InvalidCipherTextException e) {
            throw new IllegalStateException("the layer does not open", e);
        }
    }
}
