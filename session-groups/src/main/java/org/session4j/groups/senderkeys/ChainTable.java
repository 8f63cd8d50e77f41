package org.session4j.groups.senderkeys;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
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
import org.session4j.protocol.crypto.Ed25519PublicKey;

/** The chains of one epoch that others write under, by sender. */
final class ChainTable {

    /** A sender's devices, and chains just replaced whose messages may be under way. */
    static final int MAX_CHAINS = 4;

    /** Of a chain without keys that were passed over, in bytes. */
    private static final int SHORTEST_CHAIN = 96;

    private static final int SHORTEST_SENDER = SessionId.LENGTH + Integer.BYTES;

    private final SessionId groupId;
    private final long epoch;
    private final Bytes epochId;
    private final Crypto crypto;
    private final Map<SessionId, List<PeerChain>> chains = new HashMap<>();

    ChainTable(SessionId groupId, long epoch, Bytes epochId, Crypto crypto) {
        this.groupId = groupId;
        this.epoch = epoch;
        this.epochId = epochId;
        this.crypto = crypto;
    }

    static ChainTable of(EpochChange epoch, Crypto crypto) {
        return new ChainTable(epoch.groupId(), epoch.number(), epoch.id(), crypto);
    }

    private List<PeerChain> of(SessionId sender) {
        return chains.getOrDefault(sender, List.of());
    }

    @Nullable
    PeerChain find(SessionId sender, DistributionId id, long chainId) {
        for (PeerChain chain : of(sender)) {
            if (chain.isNamed(id, chainId)) {
                return chain;
            }
        }
        return null;
    }

    /** How many keys a message of this chain may leave in it: the sender's other chains have a part of the room. */
    int room(SessionId sender, PeerChain chain) {
        int room = HashRatchet.MAX_SKIP;
        for (PeerChain other : of(sender)) {
            if (other != chain) {
                room -= other.ratchet().skipped();
            }
        }
        return room;
    }

    /**
     * Takes over a chain of this epoch. One that is known is only moved on, and only if it could not get there by itself.
     *
     * @throws GroupException {@link Reason#ALREADY_USED} if it brings nothing new, {@link Reason#OUTDATED} if there is a
     *     later one or the same one with another signing key
     */
    void accept(KeyDistribution distribution) throws GroupException {
        SessionId sender = distribution.sender();
        byte[] chainKey = distribution.exposeChainKey();
        try {
            for (PeerChain known : of(sender)) {
                if (known.distributionId().equals(distribution.distributionId())
                        && known.chainId() >= distribution.chainId()) {
                    moveOn(known, distribution, chainKey);
                    return;
                }
            }
            List<PeerChain> list = chains.computeIfAbsent(sender, first -> new ArrayList<>());
            list.add(0, chain(distribution, chainKey));
            while (list.size() > MAX_CHAINS) {
                list.remove(list.size() - 1).ratchet().destroy();
            }
        } finally {
            Arrays.fill(chainKey, (byte) 0);
        }
    }

    private void moveOn(PeerChain known, KeyDistribution distribution, byte[] chainKey) throws GroupException {
        if (known.chainId() != distribution.chainId() || !known.signingKey().equals(distribution.signingKey())) {
            throw new GroupException(Reason.OUTDATED);
        }
        long gap = distribution.iteration() - known.ratchet().next();
        if (gap <= room(distribution.sender(), known) - known.ratchet().skipped()) {
            throw new GroupException(Reason.ALREADY_USED);
        }
        known.ratchet().jumpTo(chainKey, distribution.iteration());
    }

    private PeerChain chain(KeyDistribution distribution, byte[] chainKey) {
        return chain(
                distribution.sender(),
                distribution.distributionId(),
                distribution.chainId(),
                distribution.signingKey(),
                HashRatchet.of(chainKey, distribution.iteration()));
    }

    private PeerChain chain(
            SessionId sender, DistributionId id, long chainId, Ed25519PublicKey signingKey, HashRatchet ratchet) {
        ChainContext context = ChainContext.of(groupId, sender, epoch, epochId, id, chainId);
        return new PeerChain(id, chainId, signingKey, ratchet, context, crypto);
    }

    /** Wipes the chains of everybody else. */
    void retain(Collection<SessionId> members) {
        for (Iterator<Map.Entry<SessionId, List<PeerChain>>> all =
                        chains.entrySet().iterator();
                all.hasNext(); ) {
            Map.Entry<SessionId, List<PeerChain>> entry = all.next();
            if (!members.contains(entry.getKey())) {
                entry.getValue().forEach(chain -> chain.ratchet().destroy());
                all.remove();
            }
        }
    }

    void forgetOld(long nowMillis) {
        chains.values().forEach(list -> list.forEach(chain -> chain.ratchet().forgetOld(nowMillis)));
    }

    void destroy() {
        retain(List.of());
    }

    void writeTo(ByteSink out) {
        out.u63(epoch).bytes(epochId.toByteArray()).u32(chains.size());
        new TreeMap<>(chains).forEach((sender, list) -> {
            out.id(sender).u32(list.size());
            for (PeerChain chain : list) {
                out.bytes(chain.distributionId().toByteArray())
                        .u32(chain.chainId())
                        .bytes(chain.signingKey().toByteArray());
                chain.ratchet().writeTo(out);
            }
        });
    }

    static ChainTable readFrom(ByteSource in, SessionId groupId, Crypto crypto) throws MalformedDataException {
        ChainTable table = new ChainTable(groupId, in.u63(), Bytes.unsafeWrap(in.bytes(Crypto.KEY)), crypto);
        int senders = in.count(EpochChange.MAX_MEMBERS, SHORTEST_SENDER);
        SessionId before = null;
        for (int i = 0; i < senders; i++) {
            SessionId sender = in.id(IdKind.STANDARD);
            if (before != null && before.compareTo(sender) >= 0) {
                throw new MalformedDataException("sender keys: senders are not in order");
            }
            before = sender;
            int count = in.count(MAX_CHAINS, SHORTEST_CHAIN);
            List<PeerChain> list = new ArrayList<>(MAX_CHAINS);
            for (int j = 0; j < count; j++) {
                DistributionId id = DistributionId.of(in.bytes(DistributionId.LENGTH));
                long chainId = in.u32();
                Ed25519PublicKey signingKey = Ed25519PublicKey.of(in.bytes(Ed25519PublicKey.LENGTH));
                list.add(table.chain(sender, id, chainId, signingKey, HashRatchet.readFrom(in)));
            }
            if (list.isEmpty()) {
                throw new MalformedDataException("sender keys: a sender without chains");
            }
            table.chains.put(sender, list);
        }
        return table;
    }
}
