package org.session4j.protocol.devices;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519KeyPair;
import org.session4j.protocol.crypto.SecretBytes;
import org.session4j.protocol.crypto.X25519PublicKey;
import org.session4j.protocol.v2.V2Choices;

/**
 * Tells a removed device, which can no longer read what the others write, that it was removed (messages: group message,
 * step 6): BLAKE2b-128( account's Ed25519 seed | device id ; key A, "SessionDevKicked" ). It differs in every message, so
 * that only who holds the account's seed can tell whom it is for.
 */
public final class RemovalNotice {

    /** In bytes. */
    public static final int LENGTH = 16;

    private static final byte[] PERSONAL = "SessionDevKicked".getBytes(StandardCharsets.US_ASCII);

    private RemovalNotice() {}

    /**
     * The notice for a device in the message with an ephemeral key.
     *
     * @return 16 bytes
     */
    public static Bytes of(DeviceId device, X25519PublicKey ephemeral, Ed25519KeyPair account, Crypto crypto) {
        SecretBytes seed = account.seed();
        byte[] bytes = seed.exposeSecretBytes();
        try {
            return Bytes.unsafeWrap(
                    crypto.blake2b(LENGTH, ephemeral.toByteArray(), PERSONAL, bytes, device.toByteArray()));
        } finally {
            seed.destroy();
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** Notices for all, among random ones up to a multiple of four, in random order. */
    static byte[] list(
            List<DeviceId> removed,
            X25519PublicKey ephemeral,
            Ed25519KeyPair account,
            SecureRandom random,
            Crypto crypto) {
        List<Bytes> notices = new ArrayList<>();
        removed.forEach(device -> notices.add(of(device, ephemeral, account, crypto)));
        while (notices.size() % V2Choices.SLOT_STEP != 0) {
            byte[] filler = new byte[LENGTH];
            random.nextBytes(filler);
            notices.add(Bytes.unsafeWrap(filler));
        }
        Collections.shuffle(notices, random);
        byte[] list = new byte[notices.size() * LENGTH];
        for (int i = 0; i < notices.size(); i++) {
            notices.get(i).copyTo(list, i * LENGTH);
        }
        return list;
    }
}
