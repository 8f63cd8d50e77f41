package org.session4j.crypto.sodium;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.Hex;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.blinding.BlindedKeyPair;
import org.session4j.protocol.blinding.BlindedMessageCipher;
import org.session4j.protocol.blinding.FileServerAuth;
import org.session4j.protocol.blinding.ServerBlinding;
import org.session4j.protocol.community.CommunityAuth;
import org.session4j.protocol.community.CommunityIdentity;
import org.session4j.protocol.community.CommunityRequest;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519KeyPair;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.protocol.crypto.X25519PublicKey;

/** Blinding gives the same bytes, and the same refusals, with libsodium and with Bouncy Castle. */
class BlindingAgreementTest {

    private static final Crypto LIBSODIUM = Crypto.named("libsodium");
    private static final Crypto BOUNCY_CASTLE = Crypto.named("bouncycastle");

    /** Draws the same bytes each time. */
    private static SecureRandom fixed() {
        return new SecureRandom() {
            @Override
            public void nextBytes(byte[] bytes) {
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = (byte) i;
                }
            }
        };
    }

    @FunctionalInterface
    private interface Attempt {
        Object run(Crypto crypto) throws SessionException;
    }

    private static void agree(Attempt attempt) {
        assertThat(outcome(attempt, LIBSODIUM)).isEqualTo(outcome(attempt, BOUNCY_CASTLE));
    }

    private static Object outcome(Attempt attempt, Crypto crypto) {
        try {
            return attempt.run(crypto);
        } catch (SessionException e) {
            return e.getClass();
        }
    }

    @Property(tries = 200)
    void keysIdsAndSignatures(@ForAll @Size(32) byte[] seed, @ForAll @Size(32) byte[] server, @ForAll byte[] message) {
        X25519PublicKey serverKey = X25519PublicKey.of(server);
        agree(crypto -> {
            Ed25519KeyPair account = Ed25519KeyPair.ofSeed(seed, crypto);
            List<Object> made = new ArrayList<>();
            for (BlindedKeyPair keys : List.of(
                    BlindedKeyPair.blind15(account, serverKey, crypto),
                    BlindedKeyPair.blind25(account, serverKey, crypto))) {
                made.add(keys.id());
                made.add(keys.secretScalar());
                made.add(Bytes.of(keys.sign(message)));
            }
            return made;
        });
    }

    @Property(tries = 500)
    void idsOfAnyBytes(@ForAll @Size(32) byte[] key, @ForAll @Size(32) byte[] server) {
        SessionId user = SessionId.of(IdKind.STANDARD, key);
        agree(crypto -> ServerBlinding.of(X25519PublicKey.of(server), crypto).possibleIds15(user));
        agree(crypto -> ServerBlinding.of(X25519PublicKey.of(server), crypto).id25(user));
        agree(crypto -> ServerBlinding.of(X25519PublicKey.of(server), crypto).id15(Ed25519PublicKey.of(key)));
    }

    @Property(tries = 100)
    void messages(@ForAll @Size(32) byte[] seed, @ForAll @Size(32) byte[] peerSeed, @ForAll byte[] message)
            throws Exception {
        X25519PublicKey serverKey = X25519PublicKey.of(BOUNCY_CASTLE.x25519Base(seed));
        Ed25519KeyPair peer = Ed25519KeyPair.ofSeed(peerSeed, BOUNCY_CASTLE);
        BlindedMessageCipher recipient = BlindedMessageCipher.of15(peer, serverKey, BOUNCY_CASTLE);
        BlindedMessageCipher sender =
                BlindedMessageCipher.of15(Ed25519KeyPair.ofSeed(seed, LIBSODIUM), serverKey, LIBSODIUM);
        byte[] encrypted = sender.encrypt(message, recipient.ownId(), fixed());
        assertThat(recipient.decrypt(encrypted, sender.ownId(), recipient.ownId()))
                .isEqualTo(sender.decrypt(encrypted, sender.ownId(), recipient.ownId()));
        agree(crypto -> Bytes.of(BlindedMessageCipher.of25(Ed25519KeyPair.ofSeed(seed, crypto), serverKey, crypto)
                .encrypt(
                        message, BlindedKeyPair.blind25(peer, serverKey, crypto).id(), fixed())));
    }

    @Property(tries = 300)
    void messagesToAnyBytes(@ForAll @Size(32) byte[] seed, @ForAll @Size(32) byte[] point) {
        X25519PublicKey serverKey = X25519PublicKey.of(new byte[32]);
        SessionId recipient = SessionId.of(IdKind.BLINDED_15, point);
        agree(crypto -> Bytes.of(BlindedMessageCipher.of15(Ed25519KeyPair.ofSeed(seed, crypto), serverKey, crypto)
                .encrypt(new byte[1], recipient, fixed())));
    }

    /** Of those points the first is of prime order; it is the only one that a secret scalar is let near to. */
    @Test
    void messagesToPointsOfOtherOrders() throws Exception {
        X25519PublicKey serverKey = X25519PublicKey.of(new byte[32]);
        List<String> accepted = new ArrayList<>();
        for (String point : CryptoAgreementTest.EDGE_ED25519_KEYS) {
            SessionId recipient = SessionId.of(IdKind.BLINDED_25, Hex.parse(point));
            Attempt encryption = crypto ->
                    Bytes.of(BlindedMessageCipher.of25(Ed25519KeyPair.ofSeed(new byte[32], crypto), serverKey, crypto)
                            .encrypt(new byte[1], recipient, fixed()));
            agree(encryption);
            if (outcome(encryption, LIBSODIUM) instanceof Bytes) {
                accepted.add(point);
            }
        }
        assertThat(accepted).containsExactly(CryptoAgreementTest.EDGE_ED25519_KEYS.get(0));
    }

    @Property(tries = 100)
    void requests(@ForAll @Size(32) byte[] seed, @ForAll @Size(32) byte[] server, @ForAll byte[] body) {
        X25519PublicKey serverKey = X25519PublicKey.of(server);
        Instant now = Instant.ofEpochSecond(1_700_000_000);
        CommunityRequest request = new CommunityRequest("POST", "/a?b", Bytes.of(body));
        agree(crypto -> {
            Account account = Account.ofSeed(seed, crypto);
            return List.of(
                    FileServerAuth.headers(account, now, "POST", "/a?b", Bytes.of(body)),
                    CommunityAuth.sign(
                            request, CommunityIdentity.blinded(account, serverKey), serverKey, now, fixed(), crypto),
                    CommunityAuth.sign(request, CommunityIdentity.unblinded(account), serverKey, now, fixed(), crypto));
        });
    }
}
