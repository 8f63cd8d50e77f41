package org.session4j.groups.senderkeys;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.session4j.groups.GroupException;
import org.session4j.groups.GroupException.Reason;
import org.session4j.groups.internal.ByteSink;
import org.session4j.groups.internal.ByteSource;
import org.session4j.groups.internal.HashRatchet;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519KeyPair;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.protocol.crypto.SecretBytes;

/**
 * A sender's chain as it stands, for one other member. The same bytes go to each, one-to-one: who reads them can open what
 * the sender writes from that iteration on.
 *
 * <pre>
 * offset  length  what
 * 0       1       0x21: a distribution, version 1
 * 1       33      group id, kind 03
 * 34      33      sender, kind 05
 * 67      8       number of the epoch
 * 75      32      id of the epoch change
 * 107     16      distribution id
 * 123     4       chain id
 * 127     4       iteration, the first that can be opened
 * 131     32      chain key
 * 163     32      signing key of the chain, Ed25519
 * 195     64      Ed25519 by that key over "session4j key distribution 1" and all before it
 * </pre>
 *
 * The signature shows that the sender holds the signing key; that the sender is who it says comes from the one-to-one
 * message around it. Immutable, but for {@link #destroy()}.
 */
public final class KeyDistribution {

    /** Of the wire form, in bytes. */
    public static final int LENGTH = 259;

    private static final int KIND = 0x21;
    private static final byte[] SIGNED = "session4j key distribution 1".getBytes(StandardCharsets.US_ASCII);

    private final SessionId groupId;
    private final SessionId sender;
    private final long epoch;
    private final Bytes epochId;
    private final DistributionId distributionId;
    private final long chainId;
    private final long iteration;
    private final SecretBytes chainKey;
    private final Ed25519PublicKey signingKey;

    private KeyDistribution(ByteSource in) throws MalformedDataException {
        groupId = in.id(IdKind.GROUP);
        sender = in.id(IdKind.STANDARD);
        epoch = in.u63();
        epochId = Bytes.unsafeWrap(in.bytes(Crypto.KEY));
        distributionId = DistributionId.of(in.bytes(DistributionId.LENGTH));
        chainId = in.u32();
        iteration = in.u32();
        byte[] key = in.bytes(HashRatchet.KEY);
        chainKey = SecretBytes.of(key);
        Arrays.fill(key, (byte) 0);
        signingKey = Ed25519PublicKey.of(in.bytes(Ed25519PublicKey.LENGTH));
    }

    /** The wire form of a chain as it stands. */
    static SecretBytes encode(EpochChange epoch, SessionId sender, OwnChain chain) {
        Ed25519KeyPair signingKey = chain.signingKey();
        byte[] chainKey = chain.ratchet().chainKey();
        ByteSink out = new ByteSink(LENGTH);
        out.u8(KIND).id(epoch.groupId()).id(sender).u63(epoch.number());
        out.bytes(epoch.id().toByteArray())
                .bytes(chain.distributionId().toByteArray())
                .u32(chain.chainId())
                .u32(chain.ratchet().next())
                .bytes(chainKey)
                .bytes(signingKey.publicKey().toByteArray());
        byte[] body = out.toByteArray();
        byte[] signed = signed(body, body.length);
        try {
            return out.bytes(signingKey.sign(signed)).toSecretBytes();
        } finally {
            Arrays.fill(chainKey, (byte) 0);
            Arrays.fill(body, (byte) 0);
            Arrays.fill(signed, (byte) 0);
        }
    }

    /** Which group the wire form says to be of; nothing of it is verified. */
    public static SessionId groupOf(byte[] bytes) throws MalformedDataException {
        ByteSource in = new ByteSource("key distribution", bytes);
        if (bytes.length != LENGTH || in.u8() != KIND) {
            throw new MalformedDataException("key distribution: expected " + LENGTH + " bytes of its kind");
        }
        return in.id(IdKind.GROUP);
    }

    /**
     * Reads the wire form and verifies that it is signed by the key that it names.
     *
     * @throws GroupException {@link Reason#BAD_SIGNATURE}, {@link Reason#UNSUPPORTED_VERSION}
     */
    public static KeyDistribution decode(byte[] bytes, Crypto crypto) throws MalformedDataException, GroupException {
        ByteSource in = new ByteSource("key distribution", bytes);
        if (in.u8() != KIND) {
            throw new GroupException(Reason.UNSUPPORTED_VERSION);
        }
        KeyDistribution distribution = new KeyDistribution(in);
        byte[] signature = in.bytes(Crypto.ED25519_SIGNATURE);
        in.requireEnd();
        byte[] signed = signed(bytes, bytes.length - signature.length);
        try {
            if (!crypto.ed25519Verify(signature, signed, distribution.signingKey.toByteArray())) {
                throw new GroupException(Reason.BAD_SIGNATURE);
            }
        } finally {
            Arrays.fill(signed, (byte) 0);
        }
        return distribution;
    }

    public SessionId groupId() {
        return groupId;
    }

    /** Who says to have sent it; to be the one who has. */
    public SessionId sender() {
        return sender;
    }

    /** The number of the epoch that the chain is of. */
    public long epoch() {
        return epoch;
    }

    public Bytes epochId() {
        return epochId;
    }

    public DistributionId distributionId() {
        return distributionId;
    }

    public long chainId() {
        return chainId;
    }

    /** The first that can be opened. */
    public long iteration() {
        return iteration;
    }

    Ed25519PublicKey signingKey() {
        return signingKey;
    }

    /** A copy, to be wiped by the caller. */
    byte[] exposeChainKey() {
        return chainKey.exposeSecretBytes();
    }

    /** Wipes the chain key. */
    public void destroy() {
        chainKey.destroy();
    }

    private static byte[] signed(byte[] body, int length) {
        byte[] signed = Arrays.copyOf(SIGNED, SIGNED.length + length);
        System.arraycopy(body, 0, signed, SIGNED.length, length);
        return signed;
    }

    /** Names nobody. */
    @Override
    public String toString() {
        return "KeyDistribution[epoch " + epoch + "]";
    }
}
