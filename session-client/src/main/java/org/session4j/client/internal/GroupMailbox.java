package org.session4j.client.internal;

import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.session4j.groups.v2.SubaccountToken;
import org.session4j.protocol.Bytes;
import org.session4j.swarm.MessageHash;
import org.session4j.swarm.StoreResult;
import org.session4j.swarm.SwarmAnswer;

/** What this account asks of the swarm of one group it is in (groups: ids, keys, namespaces). */
public interface GroupMailbox extends OwnMailbox {

    /** Puts a message among the messages of the group. */
    CompletableFuture<StoreResult> store(Bytes message, Duration lifetime);

    /** Everything counts as unread again, at every member of the swarm. */
    void rewind();

    /** Has members lose their access to the mailboxes; for admins. */
    CompletableFuture<SwarmAnswer<OptionalLong>> revoke(List<SubaccountToken> tokens);

    /** Gives members their access back; for admins. */
    CompletableFuture<SwarmAnswer<OptionalLong>> unrevoke(List<SubaccountToken> tokens);

    /** Empties all mailboxes of the group; for admins. */
    CompletableFuture<SwarmAnswer<List<MessageHash>>> deleteAll();
}
