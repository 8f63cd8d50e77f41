package org.session4j.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import org.bouncycastle.crypto.digests.Blake2bDigest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.math.ec.rfc7748.X25519;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** An account, its signatures and its hashes made with Bouncy Castle alone. */
final class TestAccount {

    private final String prefix;
    private final byte[] seed = new byte[32];
    private final byte[] ed25519 = new byte[32];
    private final byte[] key = new byte[32];

    private TestAccount(String prefix, long seed) {
        this.prefix = prefix;
        new Random(seed).nextBytes(this.seed);
        Ed25519.generatePublicKey(this.seed, 0, ed25519, 0);
        if (prefix.equals("05")) {
            byte[] hash = new byte[64];
            SHA512Digest sha = new SHA512Digest();
            sha.update(this.seed, 0, 32);
            sha.doFinal(hash, 0);
            X25519.scalarMultBase(hash, 0, key, 0);
        } else {
            System.arraycopy(ed25519, 0, key, 0, 32);
        }
    }

    static TestAccount user(long seed) {
        return new TestAccount("05", seed);
    }

    static TestAccount group(long seed) {
        return new TestAccount("03", seed);
    }

    String id() {
        return prefix + HexFormat.of().formatHex(key);
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(id());
    }

    String ed25519() {
        return HexFormat.of().formatHex(ed25519);
    }

    byte[] ed25519Bytes() {
        return ed25519.clone();
    }

    byte[] signRaw(byte[] message) {
        byte[] signature = new byte[64];
        Ed25519.sign(seed, 0, message, 0, message.length, signature, 0);
        return signature;
    }

    String sign(byte[] message) {
        return Base64.getEncoder().encodeToString(signRaw(message));
    }

    String sign(String message) {
        return sign(message.getBytes(StandardCharsets.UTF_8));
    }

    String hash(int namespace, byte[] data) {
        Blake2bDigest digest = new Blake2bDigest(256);
        byte[] mailbox = (namespace == 0 ? "" : "" + namespace).getBytes(StandardCharsets.UTF_8);
        digest.update(bytes(), 0, 33);
        digest.update(mailbox, 0, mailbox.length);
        digest.update(data, 0, data.length);
        byte[] out = new byte[32];
        digest.doFinal(out, 0);
        return Base64.getEncoder().withoutPadding().encodeToString(out);
    }

    static boolean verify(String publicKeyHex, String message, String signature) {
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        return Ed25519.verify(
                Base64.getDecoder().decode(signature),
                0,
                HexFormat.of().parseHex(publicKeyHex),
                0,
                bytes,
                0,
                bytes.length);
    }
}
