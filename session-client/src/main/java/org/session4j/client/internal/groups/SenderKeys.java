package org.session4j.client.internal.groups;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.session4j.groups.senderkeys.EpochChange;
import org.session4j.groups.senderkeys.SenderKeyGroup;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.SecretBytes;

/**
 * The sender keys that this device has of one group. A {@link SenderKeyGroup} is used once, and what this holds may be used
 * again although another state has followed it: a change that could not be kept did not happen. Such a state is then taken
 * from what was kept, as one whose chain may be in use elsewhere, and so is every state that an earlier client has left: a
 * chain is written under by the client that began it, and by no other (0019). Used under the lock of the ledger, but for
 * {@link #epoch}.
 */
public final class SenderKeys {

    /** Later than every revision: what is decoded with it sends nothing before it has a new chain. */
    private static final long OUT_OF_STORE = Long.MAX_VALUE;

    private final EpochChange epoch;
    private final Crypto crypto;
    private final @Nullable SenderKeyGroup newest;

    /** What is in the store, or is about to be; null before. */
    private @Nullable Bytes kept;

    private SenderKeys(EpochChange epoch, Crypto crypto, @Nullable SenderKeyGroup newest, @Nullable Bytes kept) {
        this.epoch = epoch;
        this.crypto = crypto;
        this.newest = newest;
        this.kept = kept;
    }

    public static SenderKeys of(SenderKeyGroup group, Crypto crypto) {
        return new SenderKeys(group.epoch(), crypto, group, null);
    }

    static SenderKeys load(Bytes kept, Crypto crypto) throws MalformedDataException {
        return new SenderKeys(decode(kept, crypto).epoch(), crypto, null, kept);
    }

    private static SenderKeyGroup decode(Bytes kept, Crypto crypto) throws MalformedDataException {
        byte[] bytes = kept.toByteArray();
        try {
            return SenderKeyGroup.decode(bytes, OUT_OF_STORE, crypto);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** The epoch that counts, with its members. */
    public EpochChange epoch() {
        return epoch;
    }

    /** The state to be used next; what follows it is to be put in place of this. */
    public SenderKeyGroup group() {
        if (newest != null && !newest.isSpent()) {
            return newest;
        }
        if (kept == null) {
            throw new IllegalStateException("a state that was used before it was kept");
        }
        try {
            return decode(kept, crypto);
        } catch (MalformedDataException e) {
            throw new IllegalStateException("sender keys read their own form", e);
        }
    }

    /** With the state that followed. */
    public SenderKeys with(SenderKeyGroup next) {
        return of(next, crypto);
    }

    public Crypto crypto() {
        return crypto;
    }

    Bytes encode() {
        if (kept == null) {
            SecretBytes encoded = group().encode();
            kept = Bytes.unsafeWrap(encoded.exposeSecretBytes());
            encoded.destroy();
        }
        return kept;
    }

    /** Names the class only. */
    @Override
    public String toString() {
        return "SenderKeys";
    }
}
