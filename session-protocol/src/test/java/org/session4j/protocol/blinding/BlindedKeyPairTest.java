package org.session4j.protocol.blinding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.session4j.protocol.blinding.TestServer.CRYPTO;
import static org.session4j.protocol.blinding.TestServer.account;
import static org.session4j.protocol.blinding.TestServer.flipped;
import static org.session4j.protocol.blinding.TestServer.serverKey;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.session4j.protocol.Hex;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.crypto.Ed25519KeyPair;
import org.session4j.protocol.crypto.X25519PublicKey;

class BlindedKeyPairTest {

    private static List<BlindedKeyPair> both(long person, long where) {
        Ed25519KeyPair account = account(person).ed25519KeyPair();
        return List.of(
                BlindedKeyPair.blind15(account, serverKey(where), CRYPTO),
                BlindedKeyPair.blind25(account, serverKey(where), CRYPTO));
    }

    /** From libsession-util's own tests. */
    @Test
    void known_signatures_come_out() throws Exception {
        Ed25519KeyPair account = Ed25519KeyPair.ofSeed(
                Hex.parse("fecd9a6034bc9aba273925dee7062b123334587c3c6257341afae2d7fe85e122"), CRYPTO);
        X25519PublicKey first =
                X25519PublicKey.parse("abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789");
        X25519PublicKey second =
                X25519PublicKey.parse("00cdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789");
        byte[] signature15 = BlindedKeyPair.blind15(account, first, CRYPTO).sign(ascii("hello"));
        byte[] signature25 = BlindedKeyPair.blind25(account, second, CRYPTO).sign(ascii("world"));
        assertThat(Hex.format(signature15))
                .isEqualTo("1a5ade20b43af0e16b3e591d6f86303938d7557c0ac54469dd4f5aea759f82d2"
                        + "2cafa42587251756e133acdddd8cbec2f707a9ce09a49f2193f46a91502c5006");
        assertThat(Hex.format(signature25))
                .isEqualTo("4460b606e9f55a7cba0bbe24207fe2859c3422783373788b6b070b2fa62ceba4"
                        + "f2a50749a6cee68e095747a369927f9f4afa86edaf055cad68110e35e8b06607");
    }

    @Property(tries = 200)
    void a_signature_verifies_under_the_key_in_the_id_and_for_nothing_else(
            @ForAll long person,
            @ForAll long where,
            @ForAll byte[] message,
            @ForAll @IntRange(min = 0, max = 511) int bit) {
        for (BlindedKeyPair keys : both(person, where)) {
            byte[] signature = keys.sign(message);
            byte[] publicKey = keys.publicKey().toByteArray();
            assertThat(publicKey).isEqualTo(keys.id().key());
            assertThat(CRYPTO.ed25519Verify(signature, message, publicKey)).isTrue();
            assertThat(keys.sign(message)).isEqualTo(signature);

            byte[] longer = Arrays.copyOf(message, message.length + 1);
            assertThat(CRYPTO.ed25519Verify(flipped(signature, bit), message, publicKey))
                    .isFalse();
            assertThat(CRYPTO.ed25519Verify(signature, longer, publicKey)).isFalse();
            assertThat(CRYPTO.ed25519Verify(signature, message, flipped(publicKey, bit % 256)))
                    .isFalse();
            // The same R for two messages would give the secret away.
            assertThat(Arrays.copyOf(keys.sign(longer), 32)).isNotEqualTo(Arrays.copyOf(signature, 32));
        }
    }

    @Property(tries = 50)
    void the_secret_scalar_makes_the_key_in_the_id(@ForAll long person, @ForAll long where) {
        for (BlindedKeyPair keys : both(person, where)) {
            assertThat(CRYPTO.ed25519ScalarmultBaseNoclamp(keys.secretScalar().exposeSecretBytes()))
                    .isEqualTo(keys.id().key());
        }
    }

    @Test
    void keys_that_were_destroyed_sign_nothing_and_keep_their_id() {
        List<IdKind> kinds = List.of(IdKind.BLINDED_15, IdKind.BLINDED_25);
        List<BlindedKeyPair> pairs = both(1, 2);
        for (int i = 0; i < pairs.size(); i++) {
            BlindedKeyPair keys = pairs.get(i);
            keys.destroy();
            assertThat(keys.isDestroyed()).isTrue();
            assertThat(keys.id().kind()).isEqualTo(kinds.get(i));
            assertThat(keys).hasToString("BlindedKeyPair");
            assertThatThrownBy(() -> {
                        byte[] unused = keys.sign(new byte[1]);
                    })
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
