package org.session4j.protocol.community;

import javax.security.auth.Destroyable;
import org.session4j.protocol.Account;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.blinding.BlindedKeyPair;
import org.session4j.protocol.crypto.X25519PublicKey;
import org.session4j.protocol.crypto.XEd25519;

/**
 * Who an account is on a server of communities (services: request authentication, choice of key): a blinded id where the
 * server has the capability {@code blind}, as all have by default, and its own keys where it has not.
 *
 * <p>Thread-safe. {@link #destroy()} wipes what was derived from the account's keys; these are the account's to wipe.
 */
public abstract sealed class CommunityIdentity implements Destroyable {

    private final SessionId requestId;
    private final SessionId authorId;

    private CommunityIdentity(SessionId requestId, SessionId authorId) {
        this.requestId = requestId;
        this.authorId = authorId;
    }

    /** With the 15 id, which says nothing of the account and is another one on each server. */
    public static CommunityIdentity blinded(Account account, X25519PublicKey serverKey) {
        return new Blinded(BlindedKeyPair.blind15(account.ed25519KeyPair(), serverKey, account.crypto()));
    }

    /** With the account's own keys, so that everybody in the rooms sees its Session ID; needs the account to stay open. */
    public static CommunityIdentity unblinded(Account account) {
        return new Unblinded(account);
    }

    /** By what requests name the account: of kind {@link IdKind#BLINDED_15} or {@link IdKind#UNBLINDED}. */
    public final SessionId requestId() {
        return requestId;
    }

    /** What others see as the author of its messages: of kind {@link IdKind#BLINDED_15} or {@link IdKind#STANDARD}. */
    public final SessionId authorId() {
        return authorId;
    }

    /** 64 bytes. */
    abstract byte[] signRequest(byte[] text);

    /** 64 bytes, which {@link RoomMessage#isSignedBy} takes for {@link #authorId()}. */
    abstract byte[] signMessage(byte[] data);

    /** Idempotent. */
    @Override
    public abstract void destroy();

    /** Names the class only. */
    @Override
    public final String toString() {
        return "CommunityIdentity";
    }

    private static final class Blinded extends CommunityIdentity {

        private final BlindedKeyPair keys;

        Blinded(BlindedKeyPair keys) {
            super(keys.id(), keys.id());
            this.keys = keys;
        }

        @Override
        byte[] signRequest(byte[] text) {
            return keys.sign(text);
        }

        @Override
        byte[] signMessage(byte[] data) {
            return keys.sign(data);
        }

        @Override
        public void destroy() {
            keys.destroy();
        }

        @Override
        public boolean isDestroyed() {
            return keys.isDestroyed();
        }
    }

    private static final class Unblinded extends CommunityIdentity {

        private final Account account;

        Unblinded(Account account) {
            super(SessionId.of(IdKind.UNBLINDED, account.ed25519PublicKey().toByteArray()), account.sessionId());
            this.account = account;
        }

        @Override
        byte[] signRequest(byte[] text) {
            return account.sign(text);
        }

        /** Readers know the author by the Session ID only, so that an ordinary signature would do for half of them. */
        @Override
        byte[] signMessage(byte[] data) {
            return XEd25519.signDeterministic(data, account.ed25519KeyPair(), account.crypto());
        }

        @Override
        public void destroy() {
            // Nothing was derived.
        }

        @Override
        public boolean isDestroyed() {
            return account.ed25519KeyPair().isDestroyed();
        }
    }
}
