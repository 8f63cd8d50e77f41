package org.session4j.client.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.session4j.groups.v2.AdminKey;
import org.session4j.groups.v2.SubaccountAccess;
import org.session4j.groups.v2.SubaccountToken;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.swarm.SwarmAnswer;

/** By what the swarm of a group knows its members, to take their rights or to give them back (groups: flows). */
final class GroupTokens {

    /** So many the swarm takes at once (storage server: revoke_subaccount). */
    private static final int TOKENS_PER_REQUEST = 50;

    /** The member that was asked alone may be wrong, or lie. */
    private static final int MIN_CONFIRMATIONS = 2;

    /** What admins of the apps give: with the right to delete, or without. */
    private static final List<SubaccountAccess> KINDS =
            List.of(SubaccountAccess.MEMBER, new SubaccountAccess(true, true));

    private GroupTokens() {}

    /** All that these members may have been given. Who has an id that is no key has none. */
    static List<SubaccountToken> of(AdminKey admin, Collection<SessionId> members) {
        List<SubaccountToken> tokens = new ArrayList<>();
        for (SessionId member : members) {
            try {
                for (SubaccountAccess access : KINDS) {
                    tokens.add(SubaccountToken.of(admin, member, access));
                }
            } catch (MalformedDataException idOfNobody) {
                continue;
            }
        }
        return tokens;
    }

    /**
     * Asks for all of them, one request after the other.
     *
     * @return fails if too few members of the swarm have done it
     */
    static CompletableFuture<Void> each(
            List<SubaccountToken> tokens,
            Function<List<SubaccountToken>, CompletableFuture<SwarmAnswer<OptionalLong>>> request) {
        CompletableFuture<Void> all = CompletableFuture.completedFuture(null);
        for (int from = 0; from < tokens.size(); from += TOKENS_PER_REQUEST) {
            List<SubaccountToken> part = tokens.subList(from, Math.min(tokens.size(), from + TOKENS_PER_REQUEST));
            all = all.thenCompose(before -> request.apply(part)).thenCompose(GroupTokens::requireDone);
        }
        return all;
    }

    private static CompletableFuture<Void> requireDone(SwarmAnswer<OptionalLong> answer) {
        int needed = Math.max(1, Math.min(MIN_CONFIRMATIONS, answer.outcomes().size()));
        return answer.confirmations() >= needed
                ? CompletableFuture.completedFuture(null)
                : Failures.failed(new IOException("too few members of the swarm have changed the rights"));
    }
}
