package org.session4j.protocol.community;

import java.time.Instant;
import java.util.Random;
import org.session4j.protocol.Account;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.X25519PublicKey;
import org.session4j.protocol.message.Content;
import org.session4j.protocol.message.TextMessage;

/** A server, people and what they say, all from numbers. */
final class TestRoom {

    static final Crypto CRYPTO = Crypto.named("bouncycastle");
    static final X25519PublicKey SERVER = X25519PublicKey.of(CRYPTO.x25519Base(bytes(77)));
    static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);

    private TestRoom() {}

    static Account account(long number) {
        return Account.ofSeed(bytes(number), CRYPTO);
    }

    /** One of both kinds. */
    static CommunityIdentity identity(long number, boolean blinded) {
        return blinded
                ? CommunityIdentity.blinded(account(number), SERVER)
                : CommunityIdentity.unblinded(account(number));
    }

    static Content text(String text) {
        return TextMessage.of(text).toContent(NOW);
    }

    private static byte[] bytes(long number) {
        byte[] bytes = new byte[32];
        new Random(number).nextBytes(bytes);
        return bytes;
    }

    static byte[] flipped(byte[] bytes, int bit) {
        byte[] flipped = bytes.clone();
        flipped[bit / 8] ^= (byte) (1 << bit % 8);
        return flipped;
    }
}
