package org.session4j.client.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.session4j.groups.v2.AdminKey;
import org.session4j.groups.v2.GroupId;
import org.session4j.groups.v2.SubaccountAuth;
import org.session4j.groups.v2.SubaccountSignature;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.swarm.Credentials;
import org.session4j.swarm.MessageHash;
import org.session4j.swarm.Namespace;
import org.session4j.swarm.NamespaceScope;
import org.session4j.swarm.StoreResult;
import org.session4j.swarm.SubaccountToken;
import org.session4j.swarm.SwarmAnswer;
import org.session4j.swarm.SwarmClient;
import org.session4j.swarm.wire.StoreRequest;

/** The mailboxes of a group, as its swarm keeps them. */
public final class SwarmGroupMailbox extends OwnSwarm implements GroupMailbox {

    /** In the order of asking; what a removed member may still read comes last (groups: ids, keys, namespaces). */
    private static final List<Namespace> NAMESPACES = List.of(
            Namespace.GROUP_MESSAGES,
            Namespace.GROUP_KEYS,
            Namespace.GROUP_INFO,
            Namespace.GROUP_MEMBERS,
            Namespace.REVOKED_GROUP_MESSAGES);

    private SwarmGroupMailbox(SwarmClient swarms, Credentials credentials) {
        super(swarms, credentials, NAMESPACES);
    }

    /** The ways to the swarms of an account's groups. */
    public static GroupMailboxes of(SwarmClient swarms, Account account, Crypto crypto) {
        return new GroupMailboxes() {
            @Override
            public GroupMailbox of(AdminKey admin) {
                return new SwarmGroupMailbox(
                        swarms, new Credentials.GroupAdmin(admin.groupId().sessionId(), admin::sign));
            }

            @Override
            public GroupMailbox of(GroupId group, SubaccountAuth member) {
                return new SwarmGroupMailbox(swarms, credentials(account, group, member, crypto));
            }
        };
    }

    private static Credentials credentials(Account account, GroupId group, SubaccountAuth auth, Crypto crypto) {
        SubaccountSignature any = sign(account, auth, new byte[0], crypto);
        return new Credentials.Subaccount(
                group.sessionId(),
                token(any.token()),
                any.tokenSignature(),
                request -> sign(account, auth, request, crypto).signature().toByteArray());
    }

    private static SubaccountSignature sign(Account account, SubaccountAuth auth, byte[] request, Crypto crypto) {
        try {
            return auth.sign(request, account.ed25519KeyPair(), crypto);
        } catch (MalformedDataException e) {
            throw new IllegalArgumentException("member: expected rights that were verified", e);
        }
    }

    private static SubaccountToken token(org.session4j.groups.v2.SubaccountToken token) {
        try {
            return SubaccountToken.decode(token.encode().toByteArray());
        } catch (MalformedDataException e) {
            throw new IllegalStateException("both tokens have the same form", e);
        }
    }

    @Override
    public CompletableFuture<StoreResult> store(Bytes message, Duration lifetime) {
        return swarms.store(StoreRequest.signed(credentials, Namespace.GROUP_MESSAGES, message, lifetime));
    }

    @Override
    public void rewind() {
        forgetRead();
    }

    @Override
    public CompletableFuture<SwarmAnswer<OptionalLong>> revoke(List<org.session4j.groups.v2.SubaccountToken> tokens) {
        return swarms.revoke(credentials, tokens(tokens));
    }

    @Override
    public CompletableFuture<SwarmAnswer<OptionalLong>> unrevoke(List<org.session4j.groups.v2.SubaccountToken> tokens) {
        return swarms.unrevoke(credentials, tokens(tokens));
    }

    private static List<SubaccountToken> tokens(List<org.session4j.groups.v2.SubaccountToken> tokens) {
        List<SubaccountToken> converted = new ArrayList<>();
        tokens.forEach(token -> converted.add(token(token)));
        return converted;
    }

    @Override
    public CompletableFuture<SwarmAnswer<List<MessageHash>>> deleteAll() {
        return swarms.deleteAll(credentials, NamespaceScope.all());
    }
}
