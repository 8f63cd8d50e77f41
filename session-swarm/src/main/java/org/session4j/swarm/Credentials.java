package org.session4j.swarm;

import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Ed25519PublicKey;

/** As whom a request to a swarm is signed (storage server: signature check). */
public sealed interface Credentials {

    /** Whose mailboxes are meant. */
    SessionId account();

    RequestSigner signer();

    /** The owner of this account. The account must stay open as long as requests are signed. */
    static Credentials of(Account account) {
        return new User(account.sessionId(), account.ed25519PublicKey(), account::sign);
    }

    /**
     * The owner of an account.
     *
     * @param account an id of kind {@link IdKind#STANDARD}
     * @param ed25519 the key that {@code account} is the X25519 form of
     */
    record User(SessionId account, Ed25519PublicKey ed25519, RequestSigner signer) implements Credentials {
        public User {
            requireKind(account, IdKind.STANDARD);
        }
    }

    /**
     * An admin of a group, who signs with the key that the group's id is.
     *
     * @param account an id of kind {@link IdKind#GROUP}
     */
    record GroupAdmin(SessionId account, RequestSigner signer) implements Credentials {
        public GroupAdmin {
            requireKind(account, IdKind.GROUP);
        }
    }

    /**
     * A member of a group, who signs with the key in the token.
     *
     * @param token what an admin issued
     * @param tokenSignature the admin's signature over the token, 64 bytes
     */
    record Subaccount(SessionId account, SubaccountToken token, Bytes tokenSignature, RequestSigner signer)
            implements Credentials {
        private static final int SIGNATURE_LENGTH = 64;

        public Subaccount {
            if (tokenSignature.length() != SIGNATURE_LENGTH) {
                throw new IllegalArgumentException(
                        "token signature: expected 64 bytes, got " + tokenSignature.length());
            }
        }
    }

    private static void requireKind(SessionId account, IdKind kind) {
        if (account.kind() != kind) {
            throw new IllegalArgumentException("account: expected an id of kind " + kind + ", got " + account.kind());
        }
    }
}
