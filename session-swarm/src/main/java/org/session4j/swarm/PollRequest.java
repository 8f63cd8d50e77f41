package org.session4j.swarm;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.session4j.swarm.wire.BatchRequest;
import org.session4j.swarm.wire.ExpireRequest;
import org.session4j.swarm.wire.RetrieveRequest;
import org.session4j.swarm.wire.StorageRequest;

/**
 * One look into several mailboxes of an account at once, and perhaps a prolongation of messages that are still wanted
 * (network: one poll).
 *
 * @param credentials of the account's owner, or of a member of the group
 * @param namespaces in the order of asking; at most 19
 * @param keep messages whose time is to be prolonged; empty for none
 * @param keepUntil until when they are kept at least; null if {@code keep} is empty
 */
public record PollRequest(
        Credentials credentials,
        List<Namespace> namespaces,
        List<MessageHash> keep,
        @Nullable Instant keepUntil) {

    private static final int HIGH_PRIORITY = 10;
    private static final int LOW_PRIORITY = 1;

    public PollRequest {
        namespaces = List.copyOf(namespaces);
        keep = List.copyOf(keep);
        if (namespaces.isEmpty() || namespaces.size() >= BatchRequest.MAX_REQUESTS) {
            throw new IllegalArgumentException(
                    "namespaces: expected 1 to " + (BatchRequest.MAX_REQUESTS - 1) + ", got " + namespaces.size());
        }
        if (keep.isEmpty() != (keepUntil == null)) {
            throw new IllegalArgumentException("keepUntil is needed with messages to keep, and only then");
        }
    }

    public static PollRequest of(Credentials credentials, List<Namespace> namespaces) {
        return new PollRequest(credentials, namespaces, List.of(), null);
    }

    /** The batch, and which part of it asks for what. */
    record Parts(
            BatchRequest batch,
            Map<Namespace, RetrieveRequest> retrieves,
            @Nullable ExpireRequest expire) {}

    /**
     * The poll as it is sent to one node.
     *
     * @param lastHashes how far the mailboxes of that node have been read
     */
    public BatchRequest toBatch(Map<Namespace, MessageHash> lastHashes) {
        return parts(lastHashes).batch();
    }

    Parts parts(Map<Namespace, MessageHash> lastHashes) {
        Map<Namespace, Integer> maxSizes = maxSizes(namespaces);
        Map<Namespace, RetrieveRequest> retrieves = new LinkedHashMap<>();
        for (Namespace namespace : namespaces) {
            retrieves.put(
                    namespace,
                    RetrieveRequest.signed(
                            credentials, namespace, lastHashes.get(namespace), maxSizes.getOrDefault(namespace, 0)));
        }
        List<StorageRequest<?>> requests = new ArrayList<>(retrieves.values());
        ExpireRequest expire =
                keepUntil == null ? null : ExpireRequest.of(credentials, ExpireRequest.Mode.EXTEND, keep, keepUntil);
        if (expire != null) {
            requests.add(expire);
        }
        return new Parts(BatchRequest.batch(requests), retrieves, expire);
    }

    /**
     * How the answer's size is shared out: −n is the n-th part of what a node gives at most. Messages have priority: they
     * take what is left over as a whole, and what comes after them shares the rest.
     */
    public static Map<Namespace, Integer> maxSizes(List<Namespace> namespaces) {
        Map<Integer, List<Namespace>> byPriority = new TreeMap<>(Comparator.reverseOrder());
        for (Namespace namespace : namespaces) {
            byPriority
                    .computeIfAbsent(priority(namespace), priority -> new ArrayList<>())
                    .add(namespace);
        }
        Map<Namespace, Integer> sizes = new LinkedHashMap<>();
        int divisor = 1;
        int left = byPriority.size();
        for (List<Namespace> equals : byPriority.values()) {
            left--;
            divisor *= equals.size() + (left > 0 ? 1 : 0);
            for (Namespace namespace : equals) {
                sizes.put(namespace, -divisor);
            }
        }
        return sizes;
    }

    private static int priority(Namespace namespace) {
        return namespace.equals(Namespace.DEFAULT) || namespace.equals(Namespace.GROUP_MESSAGES)
                ? HIGH_PRIORITY
                : LOW_PRIORITY;
    }
}
