package org.session4j.protocol.devices;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.X25519KeyPair;
import org.session4j.protocol.v2.Decoy;
import org.session4j.protocol.v2.HybridPublicKey;
import org.session4j.protocol.v2.V2Choices;

/**
 * The recipients of a message in random slots, among slots for nobody. Each has its ciphertext from the beginning, as the
 * payload's nonce depends on all of them. Closing wipes the secrets.
 */
final class SealedSlots implements AutoCloseable {

    private final List<Slot> slots;
    private final Bytes ciphertexts;

    private SealedSlots(List<Slot> slots) {
        this.slots = slots;
        byte[] all = new byte[slots.size() * Crypto.MLKEM768_CIPHERTEXT];
        for (int i = 0; i < slots.size(); i++) {
            byte[] ciphertext = slots.get(i).ciphertext;
            System.arraycopy(ciphertext, 0, all, i * Crypto.MLKEM768_CIPHERTEXT, ciphertext.length);
        }
        this.ciphertexts = Bytes.unsafeWrap(all);
    }

    static SealedSlots draw(Collection<DeviceRecord> recipients, SecureRandom random, Crypto crypto) {
        if (recipients.isEmpty()) {
            throw new IllegalArgumentException("payload: expected a registered device");
        }
        List<Slot> slots = new ArrayList<>();
        recipients.forEach(recipient -> slots.add(Slot.of(recipient.keys(), random, crypto)));
        while (slots.size() % V2Choices.SLOT_STEP != 0) {
            slots.add(new Slot(null, Decoy.THROW_AWAY_KEY.ciphertext(random, crypto), new byte[0]));
        }
        Collections.shuffle(slots, random);
        return new SealedSlots(slots);
    }

    /** All of them, 1088 bytes each. */
    Bytes ciphertexts() {
        return ciphertexts;
    }

    /** The entries of all slots, random ones for nobody. */
    Bytes entries(byte[] key, KeyWrapping wrapping, X25519KeyPair ephemeral, SecureRandom random, Crypto crypto) {
        byte[] all = new byte[slots.size() * KeyWrapping.ENTRY_LENGTH];
        for (int i = 0; i < slots.size(); i++) {
            byte[] entry = slots.get(i).entry(key, wrapping, ephemeral, random, crypto);
            System.arraycopy(entry, 0, all, i * KeyWrapping.ENTRY_LENGTH, entry.length);
        }
        return Bytes.unsafeWrap(all);
    }

    @Override
    public void close() {
        slots.forEach(slot -> Arrays.fill(slot.mlkemSecret, (byte) 0));
    }

    private static final class Slot {

        private final @Nullable HybridPublicKey recipient;
        private final byte[] ciphertext;
        private final byte[] mlkemSecret;

        Slot(@Nullable HybridPublicKey recipient, byte[] ciphertext, byte[] mlkemSecret) {
            this.recipient = recipient;
            this.ciphertext = ciphertext;
            this.mlkemSecret = mlkemSecret;
        }

        static Slot of(HybridPublicKey recipient, SecureRandom random, Crypto crypto) {
            byte[] coins = new byte[Crypto.MLKEM768_COINS];
            random.nextBytes(coins);
            byte[] encapsulated = new byte[0];
            try {
                encapsulated = crypto.mlkem768Encapsulate(recipient.mlkem768().toByteArray(), coins);
                return new Slot(
                        recipient,
                        Arrays.copyOf(encapsulated, Crypto.MLKEM768_CIPHERTEXT),
                        Arrays.copyOfRange(encapsulated, Crypto.MLKEM768_CIPHERTEXT, encapsulated.length));
            } catch (MalformedDataException e) {
                throw new IllegalStateException("an ML-KEM key that was checked is bad", e);
            } finally {
                Arrays.fill(coins, (byte) 0);
                Arrays.fill(encapsulated, (byte) 0);
            }
        }

        byte[] entry(byte[] key, KeyWrapping wrapping, X25519KeyPair ephemeral, SecureRandom random, Crypto crypto) {
            if (recipient != null) {
                byte[] x25519Secret = new byte[0];
                try {
                    x25519Secret = ephemeral.agree(recipient.x25519(), crypto);
                    return wrapping.wrap(key, recipient, x25519Secret, ciphertext, mlkemSecret);
                } catch (MalformedDataException e) {
                    // Of small order: such a device gets nothing that it could read.
                    return filler(random);
                } finally {
                    Arrays.fill(x25519Secret, (byte) 0);
                }
            }
            return filler(random);
        }

        private static byte[] filler(SecureRandom random) {
            byte[] entry = new byte[KeyWrapping.ENTRY_LENGTH];
            random.nextBytes(entry);
            return entry;
        }
    }
}
