package org.session4j.groups.senderkeys;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Set;
import org.session4j.groups.GroupException;
import org.session4j.groups.GroupException.Reason;
import org.session4j.groups.internal.HashRatchet;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519Verifier;
import org.session4j.protocol.crypto.SecretBytes;

/**
 * All that one device knows of one group with sender keys. The official Session apps cannot read what it writes.
 *
 * <p>A state is used once. What succeeds gives the next state, with everything that both share, and wipes the keys that
 * only the old one had; the old one then refuses everything with {@link IllegalStateException}. So a key cannot be used
 * twice by accident. What throws a checked exception leaves the state as it was. The caller stores the next state before
 * it sends or shows what came with it.
 *
 * <pre>{@code
 * Encrypted sealed = group.encrypt(content);
 * store.put(sealed.state().encode());
 * send(sealed.message());
 * group = sealed.state();
 * }</pre>
 *
 * Not thread-safe: one thread at a time for a group.
 */
public final class SenderKeyGroup {

    /** The longest content of a message, in bytes. */
    public static final int MAX_CONTENT = MessageCodec.MAX_CONTENT;

    /** By how many bytes a message is longer than its content, at most. */
    public static final int MAX_OVERHEAD = MessageCodec.MAX_OVERHEAD;

    private final GroupState state;
    private boolean spent;

    SenderKeyGroup(GroupState state) {
        this.state = state;
    }

    /**
     * Enters a group, with a chain of one's own that nobody knows yet. Draws 16 bytes for the distribution id, 32 for the
     * chain key and 32 for the signing key.
     *
     * @param epoch of which self is a member
     * @return always a chain to hand out
     * @throws GroupException {@link Reason#NOT_A_MEMBER}
     */
    public static Renewed.Chain join(EpochChange epoch, SessionId self, Instant now, SecureRandom random, Crypto crypto)
            throws GroupException {
        requireMember(epoch, self);
        OwnChain chain = OwnChain.generate(DistributionId.generate(random), 0, now, random, crypto);
        return handOut(new GroupState(crypto, self, epoch, chain, new ChainTable(epoch.groupId(), crypto), 0, false));
    }

    public SessionId groupId() {
        return state.epoch().groupId();
    }

    public SessionId self() {
        return state.self();
    }

    /** The epoch that counts, with its members. */
    public EpochChange epoch() {
        return state.epoch();
    }

    /** Goes up with every state that follows; what tells a stored state from an older copy of it. */
    public long revision() {
        return state.revision();
    }

    /** Whether this is known to be an older copy, which sends nothing before {@link #renewChain}. */
    public boolean isRestored() {
        return state.isRestored();
    }

    /** Whether nothing was written yet under one's own chain. */
    public boolean isChainUnused() {
        return state.own().ratchet().next() == 0;
    }

    /** Whether another state has followed this one, so that it refuses everything. */
    public boolean isSpent() {
        return spent;
    }

    /** Whether one's own chain is due to be renewed. */
    public boolean isChainDue(Instant now, RotationPolicy policy) {
        OwnChain chain = state.own();
        return chain.ratchet().next() >= policy.maxMessages()
                || now.toEpochMilli() - chain.createdAtMillis()
                        >= policy.maxAge().toMillis();
    }

    /** Whether an admin is due to begin a new epoch. */
    public boolean isEpochDue(Instant now, RotationPolicy policy) {
        return !now.isBefore(state.epoch().createdAt().plus(policy.maxAge()));
    }

    /**
     * Encrypts a message with the next key of one's own chain, which is gone with it.
     *
     * @param content at most {@link #MAX_CONTENT} bytes
     * @throws GroupException {@link Reason#RESTORED_STATE}; {@link Reason#OVER_LIMIT} if the content is too long, or the
     *     chain has come to its end and is to be renewed
     */
    public Encrypted encrypt(byte[] content) throws GroupException {
        requireFresh();
        if (state.isRestored()) {
            throw new GroupException(Reason.RESTORED_STATE);
        }
        OwnChain chain = state.own();
        if (content.length > MAX_CONTENT || MessageCodec.isExhausted(chain)) {
            throw new GroupException(Reason.OVER_LIMIT);
        }
        HashRatchet.Found key = chain.ratchet().find(chain.ratchet().next(), HashRatchet.MAX_SKIP);
        Bytes message = MessageCodec.seal(content, state.ownContext(), chain, key.messageKey());
        key.wipeKey();
        chain.ratchet().take(key, 0);
        return new Encrypted(follow(state.next()), message);
    }

    /**
     * Opens a message; its key is gone then.
     *
     * @param message as it came inside a group message
     * @param sender whom that group message proves to be its author
     * @throws GroupException {@link Reason#NOT_A_MEMBER}; {@link Reason#UNKNOWN_KEY}, then {@link #requestFor} asks for it;
     *     {@link Reason#ALREADY_USED}, {@link Reason#TOO_FAR_AHEAD}, {@link Reason#BAD_SIGNATURE}; {@link Reason#NOT_FOR_US}
     *     if it does not open although it is signed
     */
    public Received decrypt(Bytes message, SessionId sender, Instant now)
            throws MalformedDataException, GroupException {
        requireFresh();
        MessageCodec codec = MessageCodec.parse(message);
        DistributionId distributionId = codec.distributionId();
        if (sender.equals(state.self()) && distributionId.equals(state.own().distributionId())) {
            return ownMessage(codec);
        }
        requireMember(state.epoch(), sender);
        long nowMillis = now.toEpochMilli();
        state.chains().forgetOld(nowMillis);
        PeerChain chain = state.chains().find(sender, distributionId, codec.chainId());
        if (chain == null) {
            throw new GroupException(Reason.UNKNOWN_KEY);
        }
        byte[] covered = codec.verified(chain.context(), chain.verifier());
        HashRatchet.Found key =
                chain.ratchet().find(codec.iteration(), state.chains().room(sender, chain));
        Bytes content;
        try {
            content = MessageCodec.open(covered, key.messageKey());
        } catch (GroupException e) {
            key.wipeAll();
            throw e;
        }
        key.wipeKey();
        chain.ratchet().take(key, nowMillis);
        return new Received.Opened(follow(state.next()), sender, content);
    }

    /** Who has sent what the state does not know of has a later state somewhere, or had. */
    private Received ownMessage(MessageCodec codec) throws GroupException {
        OwnChain chain = state.own();
        boolean ahead = codec.chainId() > chain.chainId();
        if (codec.chainId() == chain.chainId()) {
            codec.requireSigned(
                    state.ownContext(), Ed25519Verifier.of(chain.signingKey().publicKey(), state.crypto()));
            ahead = codec.iteration() >= chain.ratchet().next();
        }
        return new Received.Own(follow(ahead ? state.restored() : state.next()), ahead);
    }

    /** Asks the sender of a message for its chain; goes to that member one-to-one. */
    public KeyRequest requestFor(Bytes message) throws MalformedDataException, GroupException {
        MessageCodec codec = MessageCodec.parse(message);
        return new KeyRequest(groupId(), codec.distributionId(), codec.chainId());
    }

    /**
     * The wire form of one's own chain as it stands, for a member who asks; nothing changes.
     *
     * @param requester who is proved to have sent the request
     * @throws GroupException {@link Reason#NOT_A_MEMBER}; {@link Reason#NOT_FOR_US} if the request is about another group
     *     or another device; {@link Reason#RESTORED_STATE}
     */
    public SecretBytes distributionFor(KeyRequest request, SessionId requester) throws GroupException {
        requireFresh();
        requireMember(state.epoch(), requester);
        if (!request.groupId().equals(groupId())
                || !request.distributionId().equals(state.own().distributionId())) {
            throw new GroupException(Reason.NOT_FOR_US);
        }
        return distribution();
    }

    /**
     * The wire form of one's own chain as it stands, for all members; nothing changes.
     *
     * @throws GroupException {@link Reason#RESTORED_STATE}
     */
    public SecretBytes distribution() throws GroupException {
        requireFresh();
        if (state.isRestored()) {
            throw new GroupException(Reason.RESTORED_STATE);
        }
        return KeyDistribution.encode(state.epoch(), state.self(), state.own());
    }

    /**
     * Takes over the chain of a member. It opens what comes at its iteration and later, and nothing before. One of an epoch
     * that is over opens what was under way then, for 14 days.
     *
     * @param sender who is proved to have sent it one-to-one
     * @throws GroupException {@link Reason#NOT_A_MEMBER} also if it says to be of somebody else; {@link Reason#NOT_FOR_US}
     *     if it is of another group; {@link Reason#OUTDATED} if it is one's own, or its sender has handed out a later one in
     *     that epoch; {@link Reason#ALREADY_USED} if it brings nothing new; {@link Reason#UNKNOWN_KEY} if its epoch is still
     *     to come
     */
    public SenderKeyGroup accept(KeyDistribution distribution, SessionId sender) throws GroupException {
        requireFresh();
        if (!distribution.groupId().equals(groupId())) {
            throw new GroupException(Reason.NOT_FOR_US);
        }
        if (!distribution.sender().equals(sender)) {
            throw new GroupException(Reason.NOT_A_MEMBER);
        }
        int order = state.epoch().compareOrder(distribution.epoch(), distribution.epochId());
        if (order < 0) {
            // Who is no member yet may be one then.
            throw new GroupException(Reason.UNKNOWN_KEY);
        }
        requireMember(state.epoch(), sender);
        if (distribution.distributionId().equals(state.own().distributionId())) {
            throw new GroupException(Reason.OUTDATED);
        }
        long nextEpochAt = Math.max(1, state.epoch().createdAt().toEpochMilli());
        state.chains().accept(distribution, order == 0 ? PeerChain.CURRENT : nextEpochAt);
        return follow(state.next());
    }

    /**
     * Begins a new epoch: a fresh chain of one's own, and the chains of all others are waited for. Those of epochs before
     * still open what was under way, from who is still a member, for 14 days. Draws 32 bytes for the chain key and 32 for the
     * signing key.
     *
     * @throws GroupException {@link Reason#NOT_FOR_US} if it is of another group; {@link Reason#ALREADY_USED} if it is the
     *     one that counts; {@link Reason#OUTDATED} if that comes after it
     */
    public Renewed apply(EpochChange change, Instant now, SecureRandom random) throws GroupException {
        requireFresh();
        if (!change.groupId().equals(groupId())) {
            throw new GroupException(Reason.NOT_FOR_US);
        }
        int order = change.compareOrder(state.epoch());
        if (order <= 0) {
            throw new GroupException(order == 0 ? Reason.ALREADY_USED : Reason.OUTDATED);
        }
        if (!change.isMember(state.self())) {
            destroy();
            return new Renewed.Removed(change);
        }
        spent = true;
        return handOut(state.inEpoch(change, now, random));
    }

    /**
     * A fresh chain of one's own within the epoch: after many messages, or from a state that {@linkplain #isRestored() was
     * restored}, which also gets a new distribution id. Draws as {@link #apply} does, and 16 bytes for that id.
     */
    public Renewed.Chain renewChain(Instant now, SecureRandom random) {
        requireFresh();
        spent = true;
        return handOut(state.withNewChain(now, random));
    }

    /** This state as one that came out of a backup, for a caller that knows it. */
    public SenderKeyGroup asRestored() {
        requireFresh();
        return follow(state.restored());
    }

    /** Wipes every key. */
    public void destroy() {
        if (!spent) {
            spent = true;
            state.destroy();
        }
    }

    /** All of the state, keys included, to be stored encrypted; {@link #decode} reads it. Nothing changes. */
    public SecretBytes encode() {
        requireFresh();
        return state.encode();
    }

    /**
     * Reads a stored state.
     *
     * @param latestRevision the greatest {@link #revision} that is known to have been stored, from a place that backups do
     *     not bring back, or 0; a state before it counts as {@linkplain #isRestored() restored}
     */
    public static SenderKeyGroup decode(byte[] bytes, long latestRevision, Crypto crypto)
            throws MalformedDataException {
        GroupState state = GroupState.decode(bytes, crypto);
        return new SenderKeyGroup(state.revision() < latestRevision ? state.restored() : state);
    }

    private static Renewed.Chain handOut(GroupState state) {
        SecretBytes distribution = KeyDistribution.encode(state.epoch(), state.self(), state.own());
        Set<SessionId> recipients = state.epoch().members();
        return new Renewed.Chain(new SenderKeyGroup(state), distribution, recipients);
    }

    private SenderKeyGroup follow(GroupState next) {
        spent = true;
        return new SenderKeyGroup(next);
    }

    private void requireFresh() {
        if (spent) {
            throw new IllegalStateException("this state has been used; the one that followed it is to be used");
        }
    }

    private static void requireMember(EpochChange epoch, SessionId id) throws GroupException {
        if (!epoch.isMember(id)) {
            throw new GroupException(Reason.NOT_A_MEMBER);
        }
    }

    /** Names nobody. */
    @Override
    public String toString() {
        return "SenderKeyGroup[epoch " + state.epoch().number() + ", revision " + state.revision() + "]";
    }
}
