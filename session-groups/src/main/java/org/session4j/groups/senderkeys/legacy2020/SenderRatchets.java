package org.session4j.groups.senderkeys.legacy2020;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import org.session4j.groups.GroupException;
import org.session4j.groups.GroupException.Reason;
import org.session4j.groups.internal.ByteSink;
import org.session4j.groups.internal.ByteSource;
import org.session4j.groups.internal.HashRatchet;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.SecretBytes;
import org.session4j.protocol.crypto.X25519KeyPair;
import org.session4j.protocol.message.ClosedGroupUpdate;

/**
 * The keys of one sender-key group of 2020: the group's own, the ratchets of its members, and those from before the last
 * time that somebody left (groups: keys and ids, SDK rules).
 *
 * <p>A state is used once. What succeeds gives the next state and the old one then refuses everything with
 * {@link IllegalStateException}; what throws a checked exception leaves the state as it was. The next state is stored
 * before a message is sent or shown. Never use one chain from two devices. Not thread-safe.
 */
public final class SenderRatchets {

    /** The members that released apps allowed, oneself included. */
    public static final int MAX_MEMBERS = 20;

    private static final int VERSION = 1;

    private final Crypto crypto;
    private final X25519KeyPair groupKey;
    private final SessionId self;
    private final RatchetTable current;
    private final RatchetTable old;
    private boolean spent;

    private SenderRatchets(
            Crypto crypto, X25519KeyPair groupKey, SessionId self, RatchetTable current, RatchetTable old) {
        this.crypto = crypto;
        this.groupKey = groupKey;
        this.self = self;
        this.current = current;
        this.old = old;
    }

    /**
     * A group in which only one's own chain is known.
     *
     * @param groupKey which every member holds; its public half is the group's id
     */
    public static SenderRatchets of(X25519KeyPair groupKey, SessionId self, Ratchet own, Crypto crypto) {
        if (self.kind() != IdKind.STANDARD) {
            throw new IllegalArgumentException("expected an account, got an id of kind " + self.kind());
        }
        RatchetTable current = new RatchetTable();
        current.put(self, own);
        return new SenderRatchets(crypto, groupKey, self, current, new RatchetTable());
    }

    /**
     * Enters a group by a NEW. The chain that the sender has made for oneself is not used, as the sender knows it: a fresh one
     * takes its place and is to be sent to each other member by {@link #senderKey()}. Draws 32 bytes.
     *
     * @throws MalformedDataException if it is no complete NEW, or the group's two keys do not belong together
     * @throws GroupException {@link Reason#NOT_A_MEMBER} if self is not among its members; {@link Reason#OVER_LIMIT}
     */
    public static SenderRatchets join(ClosedGroupUpdate update, SessionId self, SecureRandom random, Crypto crypto)
            throws MalformedDataException, GroupException {
        UpdateRules.requireValid(update);
        Bytes privateKey = update.groupPrivateKey();
        if (update.type() != ClosedGroupUpdate.Type.NEW || privateKey == null) {
            throw new MalformedDataException("closed group update: expected a NEW");
        }
        byte[] secret = privateKey.toByteArray();
        X25519KeyPair groupKey = X25519KeyPair.ofSecretKey(secret, crypto);
        Arrays.fill(secret, (byte) 0);
        SenderRatchets joined = of(groupKey, self, Ratchet.generate(random), crypto);
        if (!UpdateRules.isOf(update, joined.groupId())) {
            throw new MalformedDataException("closed group update: the group's keys do not belong together");
        }
        if (!update.members().contains(Bytes.of(self.toByteArray()))) {
            throw new GroupException(Reason.NOT_A_MEMBER);
        }
        joined.fillGaps(update);
        return joined;
    }

    public SessionId groupId() {
        return SessionId.of(groupKey.publicKey());
    }

    public SessionId self() {
        return self;
    }

    /** Those whose present chain is known, oneself among them. */
    public Set<SessionId> senders() {
        return current.senders();
    }

    /**
     * Encrypts a content with the next key of one's own chain. Draws 12, 32 and 12 bytes: IV, ephemeral key, IV of the outer
     * layer.
     *
     * @throws MalformedDataException if the group's key is of small order
     * @throws GroupException {@link Reason#TOO_FAR_AHEAD} at the end of the chain
     */
    public Sealed2020 encrypt(byte[] content, SecureRandom random) throws MalformedDataException, GroupException {
        requireFresh();
        HashRatchet own = current.require(self);
        HashRatchet.Found key = own.find(own.next(), HashRatchet.MAX_SKIP);
        CiphertextMessage message = CiphertextMessage.seal(content, key.messageKey(), self, own.next(), random);
        CiphertextWrapper wrapper = CiphertextWrapper.seal(message, groupKey.publicKey(), random, crypto);
        key.wipeKey();
        own.take(key, 0);
        return new Sealed2020(follow(), wrapper);
    }

    /**
     * Opens a message, with the present chain of its sender or the one before; its key is gone then.
     *
     * @param members of the group
     * @throws DecryptionException if it does not open
     * @throws GroupException {@link Reason#NOT_FOR_US} for one's own; {@link Reason#NOT_A_MEMBER};
     *     {@link Reason#UNKNOWN_KEY}, then a {@link #request} goes to the sender; {@link Reason#ALREADY_USED};
     *     {@link Reason#TOO_FAR_AHEAD}
     */
    public Opened2020 decrypt(CiphertextWrapper wrapper, Collection<SessionId> members, Instant now)
            throws MalformedDataException, DecryptionException, GroupException {
        requireFresh();
        CiphertextMessage message = wrapper.open(groupKey, crypto);
        SessionId sender = message.sender();
        if (sender.equals(self)) {
            throw new GroupException(Reason.NOT_FOR_US);
        }
        if (!members.contains(sender)) {
            throw new GroupException(Reason.NOT_A_MEMBER);
        }
        current.forgetOld(now.toEpochMilli());
        old.forgetOld(now.toEpochMilli());
        Bytes content;
        if (!old.senders().contains(sender)) {
            content = open(message, current.require(sender), now);
        } else if (!current.senders().contains(sender)) {
            content = open(message, old.require(sender), now);
        } else {
            content = openWithEither(message, now);
        }
        return new Opened2020(follow(), sender, content);
    }

    private Bytes openWithEither(CiphertextMessage message, Instant now)
            throws MalformedDataException, DecryptionException, GroupException {
        try {
            return open(message, current.require(message.sender()), now);
        } catch (SessionException e) {
            return open(message, old.require(message.sender()), now);
        }
    }

    private static Bytes open(CiphertextMessage message, HashRatchet ratchet, Instant now)
            throws MalformedDataException, DecryptionException, GroupException {
        HashRatchet.Found key = ratchet.find(message.keyIndex(), HashRatchet.MAX_SKIP);
        byte[] content;
        try {
            content = message.open(key.messageKey());
        } catch (MalformedDataException | DecryptionException e) {
            key.wipeAll();
            throw e;
        }
        key.wipeKey();
        ratchet.take(key, now.toEpochMilli());
        return Bytes.unsafeWrap(content);
    }

    /**
     * Takes over the chains that an update carries. The owner of a chain replaces it by a SENDER_KEY; a NEW or INFO of
     * anybody only fills gaps, of those whom it names as members.
     *
     * @param sender who is proved to have sent it
     * @param members of the group; with a NEW those that it names
     * @throws MalformedDataException if it lacks what its type needs
     * @throws GroupException {@link Reason#NOT_FOR_US} if it is of another group, or a request;
     *     {@link Reason#NOT_A_MEMBER} also if a SENDER_KEY is that of somebody else; {@link Reason#OUTDATED} if it would
     *     roll a chain back
     */
    public SenderRatchets accept(ClosedGroupUpdate update, SessionId sender, Collection<SessionId> members)
            throws MalformedDataException, GroupException {
        requireFresh();
        UpdateRules.requireValid(update);
        if (!UpdateRules.isOf(update, groupId())) {
            throw new GroupException(Reason.NOT_FOR_US);
        }
        if (!members.contains(sender)) {
            throw new GroupException(Reason.NOT_A_MEMBER);
        }
        if (update.type() == ClosedGroupUpdate.Type.SENDER_KEY_REQUEST) {
            throw new GroupException(Reason.NOT_FOR_US);
        }
        if (update.type() == ClosedGroupUpdate.Type.SENDER_KEY) {
            replace(update.senderKeys().get(0), sender);
        } else {
            fillGaps(update);
        }
        return follow();
    }

    private void fillGaps(ClosedGroupUpdate update) throws MalformedDataException {
        for (ClosedGroupUpdate.SenderKey key : update.senderKeys()) {
            SessionId owner = UpdateRules.owner(key);
            boolean isMember = update.members().contains(Bytes.of(owner.toByteArray()));
            if (isMember && !current.senders().contains(owner)) {
                current.put(owner, UpdateRules.ratchet(key));
            }
        }
    }

    private void replace(ClosedGroupUpdate.SenderKey key, SessionId sender)
            throws MalformedDataException, GroupException {
        SessionId owner = UpdateRules.owner(key);
        if (!owner.equals(sender) || owner.equals(self)) {
            throw new GroupException(Reason.NOT_A_MEMBER);
        }
        Ratchet ratchet = UpdateRules.ratchet(key);
        if (current.isBehind(owner, ratchet)) {
            throw new GroupException(Reason.OUTDATED);
        }
        current.put(owner, ratchet);
    }

    /** SENDER_KEY with one's own chain as it stands, which goes one-to-one to another member; nothing changes. */
    public ClosedGroupUpdate senderKey() throws GroupException {
        requireFresh();
        HashRatchet own = current.require(self);
        byte[] chainKey = own.chainKey();
        ClosedGroupUpdate.SenderKey key = new ClosedGroupUpdate.SenderKey(
                Bytes.unsafeWrap(chainKey), own.next() - 1, Bytes.of(self.toByteArray()));
        return UpdateRules.ofGroup(groupId(), ClosedGroupUpdate.Type.SENDER_KEY, key);
    }

    /** SENDER_KEY_REQUEST, which goes one-to-one to a member whose chain is missing. */
    public ClosedGroupUpdate request() {
        return UpdateRules.ofGroup(groupId(), ClosedGroupUpdate.Type.SENDER_KEY_REQUEST);
    }

    /**
     * After somebody has left: the present chains become the old ones, and only a fresh one of one's own is there, to be
     * sent to each who stays by {@link #senderKey()}. Draws 32 bytes.
     */
    public SenderRatchets rotate(SecureRandom random) {
        requireFresh();
        old.destroy();
        spent = true;
        RatchetTable fresh = new RatchetTable();
        fresh.put(self, Ratchet.generate(random));
        return new SenderRatchets(crypto, groupKey, self, fresh, current);
    }

    /** All of the state, keys included, to be stored encrypted; {@link #decode} reads it. Nothing changes. */
    public SecretBytes encode() {
        requireFresh();
        ByteSink out = new ByteSink(1024);
        byte[] secret = groupKey.secretKey().exposeSecretBytes();
        out.u8(VERSION).bytes(secret).id(self);
        Arrays.fill(secret, (byte) 0);
        current.writeTo(out);
        old.writeTo(out);
        return out.toSecretBytes();
    }

    /** Reads a stored state. */
    public static SenderRatchets decode(byte[] bytes, Crypto crypto) throws MalformedDataException {
        ByteSource in = new ByteSource("ratchets", bytes);
        int version = in.u8();
        if (version != VERSION) {
            throw new MalformedDataException("ratchets: expected version " + VERSION + ", got " + version);
        }
        byte[] secret = in.bytes(Crypto.KEY);
        X25519KeyPair groupKey = X25519KeyPair.ofSecretKey(secret, crypto);
        Arrays.fill(secret, (byte) 0);
        SessionId self = in.id(IdKind.STANDARD);
        RatchetTable current = RatchetTable.readFrom(in);
        RatchetTable old = RatchetTable.readFrom(in);
        in.requireEnd();
        if (!current.senders().contains(self)) {
            throw new MalformedDataException("ratchets: there is no own one");
        }
        return new SenderRatchets(crypto, groupKey, self, current, old);
    }

    /** Wipes every key, the group's too. */
    public void destroy() {
        spent = true;
        groupKey.destroy();
        current.destroy();
        old.destroy();
    }

    private SenderRatchets follow() {
        spent = true;
        return new SenderRatchets(crypto, groupKey, self, current, old);
    }

    private void requireFresh() {
        if (spent) {
            throw new IllegalStateException("this state has been used; the one that followed it is to be used");
        }
    }

    /** Names nobody. */
    @Override
    public String toString() {
        return "SenderRatchets[" + senders().size() + " senders]";
    }
}
