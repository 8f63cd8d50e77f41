package org.session4j.client;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.crypto.Ed25519PublicKey;

/**
 * What {@link SessionClient#wipe} came to. Communities, groups and files on the file server are not part of it (services:
 * clearing data).
 *
 * @param scope what was asked for
 * @param localGone whether nothing of the account is left in the store; its keys are destroyed in any case
 * @param nodes what each member of the swarm said; empty if none could be asked
 * @param failure why the swarm could not be asked; null if it was, or was not to be
 */
public record WipeReport(
        WipeScope scope,
        boolean localGone,
        Map<Ed25519PublicKey, Node> nodes,
        @Nullable Throwable failure) {

    public WipeReport {
        nodes = Collections.unmodifiableMap(new LinkedHashMap<>(nodes));
    }

    /** What a member of the swarm said of it. */
    public enum Node {
        /** Its signature says that it holds nothing any more. */
        CONFIRMED,
        /** It claims so, without a good signature. */
        BAD_SIGNATURE,
        /** It failed, or could not be reached by the member that was asked. */
        FAILED,
        /** It was not mentioned. */
        SILENT
    }

    /** Whether everything that was asked for is known to be done. */
    public boolean isComplete() {
        boolean local = !scope.includesLocal() || localGone;
        boolean network = !scope.includesNetwork()
                || (!nodes.isEmpty() && nodes.values().stream().allMatch(node -> node == Node.CONFIRMED));
        return local && network;
    }

    /** Why the swarm could not be asked. */
    public Optional<Throwable> networkFailure() {
        return Optional.ofNullable(failure);
    }

    /** Counts, and names no node. */
    @Override
    public String toString() {
        long confirmed =
                nodes.values().stream().filter(node -> node == Node.CONFIRMED).count();
        return "WipeReport[" + scope + ", localGone=" + localGone + ", confirmed by " + confirmed + " of "
                + nodes.size() + "]";
    }
}
