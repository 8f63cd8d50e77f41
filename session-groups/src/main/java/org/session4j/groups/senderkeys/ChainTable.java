package org.session4j.groups.senderkeys;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.session4j.groups.GroupException;
import org.session4j.groups.GroupException.Reason;
import org.session4j.groups.internal.ByteSink;
import org.session4j.groups.internal.ByteSource;
import org.session4j.groups.internal.HashRatchet;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;

/** The chains that others write under, or wrote under in earlier epochs, by sender. */
final class ChainTable {

    /**
     * Of one sender: its devices, one for each time that a device began anew, and those of epochs before whose messages may be
     * under way.
     */
    static final int MAX_CHAINS = 32;

    /** Of a chain without keys that were passed over, in bytes. */
    private static final int SHORTEST_CHAIN = 144;

    private static final int SHORTEST_SENDER = SessionId.LENGTH + Integer.BYTES;

    private final SessionId groupId;
    private final Crypto crypto;
    private final SortedMap<SessionId, List<PeerChain>> chains = new TreeMap<>();

    ChainTable(SessionId groupId, Crypto crypto) {
        this.groupId = groupId;
        this.crypto = crypto;
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
     * Takes over a chain. One that is known is only moved on, and only if it could not get there by itself.
     *
     * @param oldSinceMillis since when its epoch is over, or {@link PeerChain#CURRENT}
     * @throws GroupException {@link Reason#ALREADY_USED} if it brings nothing new, {@link Reason#OUTDATED} if there is a
     *     later one of its epoch or the same one with another signing key
     */
    void accept(KeyDistribution distribution, long oldSinceMillis) throws GroupException {
        SessionId sender = distribution.sender();
        byte[] chainKey = distribution.exposeChainKey();
        try {
            for (PeerChain known : of(sender)) {
                if (known.comesNotBefore(distribution)) {
                    moveOn(known, distribution, chainKey);
                    return;
                }
            }
            List<PeerChain> list = chains.computeIfAbsent(sender, first -> new ArrayList<>());
            list.add(0, chain(distribution, HashRatchet.of(chainKey, distribution.iteration()), oldSinceMillis));
            while (list.size() > MAX_CHAINS) {
                list.remove(list.size() - 1).ratchet().destroy();
            }
        } finally {
            Arrays.fill(chainKey, (byte) 0);
        }
    }

    private void moveOn(PeerChain known, KeyDistribution distribution, byte[] chainKey) throws GroupException {
        if (!known.isSame(distribution)) {
            throw new GroupException(Reason.OUTDATED);
        }
        long gap = distribution.iteration() - known.ratchet().next();
        if (gap <= room(distribution.sender(), known) - known.ratchet().skipped()) {
            throw new GroupException(Reason.ALREADY_USED);
        }
        known.ratchet().jumpTo(chainKey, distribution.iteration());
    }

    private PeerChain chain(KeyDistribution distribution, HashRatchet ratchet, long oldSinceMillis) {
        return new PeerChain(
                groupId,
                distribution.sender(),
                distribution.epoch(),
                distribution.epochId(),
                distribution.distributionId(),
                distribution.chainId(),
                distribution.signingKey(),
                ratchet,
                oldSinceMillis,
                crypto);
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

    /** The epoch that they are of is over, if it was not before. */
    void endEpoch(long nowMillis) {
        chains.values().forEach(list -> list.forEach(chain -> chain.endEpoch(nowMillis)));
    }

    /** Wipes what nobody can need any more. */
    void forgetOld(long nowMillis) {
        for (List<PeerChain> list : chains.values()) {
            list.removeIf(chain -> chain.isForgotten(nowMillis));
            list.forEach(chain -> chain.ratchet().forgetOld(nowMillis));
        }
        chains.values().removeIf(List::isEmpty);
    }

    void destroy() {
        retain(List.of());
    }

    void writeTo(ByteSink out) {
        out.u32(chains.size());
        chains.forEach((sender, list) -> {
            out.id(sender).u32(list.size());
            list.forEach(chain -> chain.writeTo(out));
        });
    }

    static ChainTable readFrom(ByteSource in, SessionId groupId, Crypto crypto) throws MalformedDataException {
        ChainTable table = new ChainTable(groupId, crypto);
        int senders = in.count(EpochChange.MAX_MEMBERS, SHORTEST_SENDER);
        SessionId before = null;
        for (int i = 0; i < senders; i++) {
            SessionId sender = in.id(IdKind.STANDARD);
            if (before != null && before.compareTo(sender) >= 0) {
                throw new MalformedDataException("sender keys: senders are not in order");
            }
            before = sender;
            int count = in.count(MAX_CHAINS, SHORTEST_CHAIN);
            List<PeerChain> list = new ArrayList<>();
            for (int j = 0; j < count; j++) {
                list.add(PeerChain.readFrom(in, groupId, sender, crypto));
            }
            if (list.isEmpty()) {
                throw new MalformedDataException("sender keys: a sender without chains");
            }
            table.chains.put(sender, list);
        }
        return table;
    }
}
