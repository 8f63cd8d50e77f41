package org.session4j.onion.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.Hex;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.X25519PublicKey;

class LayerCipherTest {

    private static final Crypto CRYPTO = TestNode.CRYPTO;

    /** Values of libsession-util's test_onionreq.cpp. */
    private static final String CLIENT_KEY = "bbdfc83022d0aff084a6f0c529a93d1c4d728bf7e41199afed0e01ae70d20540";

    private static final String NODE_KEY = "caea52c5b0c316d85ffb53ea536826618b13dee40685f166f632653114526a78";
    private static final String NODE_SECRET = "8fcd8ad3a15c76f76f1c56dff0c529999f8c59b4acda79e05666e54d5727dca1";

    private static LayerCipher upstreamNode(OnionCipher cipher) throws MalformedDataException {
        return LayerCipher.forNode(
                CRYPTO,
                cipher,
                Hex.parse(NODE_SECRET),
                X25519PublicKey.parse(NODE_KEY),
                X25519PublicKey.parse(CLIENT_KEY));
    }

    @ParameterizedTest
    @CsvSource({
        "AES_GCM, 1eb6ae1cd72f60999486365749bd5dc15cc0b6a2a44d7d063daa5e93722f0c025fd00306403b61",
        "XCHACHA20, 9e1a3abe60eff3ea5c23556cc7e225b6f94355315f7281f66ecf4dbb06e7899a52b863e03cde3b287d1638d765db75de02b032"
    })
    void aNodeOpensWhatUpstreamEncrypted(OnionCipher cipher, String ciphertext) throws Exception {
        assertThat(upstreamNode(cipher).decrypt(Hex.parse(ciphertext)))
                .isEqualTo("Hello world".getBytes(StandardCharsets.US_ASCII));
    }

    @ParameterizedTest
    @EnumSource(OnionCipher.class)
    void theSameNonceCanBeReplayedForKnownAnswers(OnionCipher cipher) throws Exception {
        LayerCipher key = upstreamNode(cipher);
        byte[] nonce = new byte[cipher.nonceLength()];
        byte[] first = key.encrypt(new byte[3], RecordedRandom.of(nonce));
        assertThat(key.encrypt(new byte[3], RecordedRandom.of(nonce))).isEqualTo(first);
        assertThat(key.decrypt(first)).isEqualTo(new byte[3]);
    }

    @ParameterizedTest
    @EnumSource(OnionCipher.class)
    void aKeyOfSmallOrderIsRefused(OnionCipher cipher) {
        X25519PublicKey zero = X25519PublicKey.of(new byte[32]);
        assertThatThrownBy(() -> LayerCipher.forNode(
                        CRYPTO, cipher, Hex.parse(NODE_SECRET), X25519PublicKey.parse(NODE_KEY), zero))
                .isInstanceOf(MalformedDataException.class);
        assertThatThrownBy(() -> LayerCipher.forClient(
                        CRYPTO, cipher, Hex.parse(NODE_SECRET), X25519PublicKey.parse(NODE_KEY), zero))
                .isInstanceOf(MalformedDataException.class);
    }

    @Test
    void theCiphersDoNotOpenEachOther() throws Exception {
        byte[] sealed = upstreamNode(OnionCipher.AES_GCM).encrypt(new byte[40], TestNode.seeded(1));
        LayerCipher other = upstreamNode(OnionCipher.XCHACHA20);
        assertThatThrownBy(() -> other.decrypt(sealed)).isInstanceOf(DecryptionException.class);
    }

    @ParameterizedTest
    @EnumSource(OnionCipher.class)
    void aDestroyedKeyIsOfNoMoreUse(OnionCipher cipher) throws Exception {
        LayerCipher key = upstreamNode(cipher);
        byte[] sealed = key.encrypt(new byte[3], TestNode.seeded(1));
        key.destroy();
        key.destroy();
        assertThatThrownBy(() -> key.decrypt(sealed)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> key.encrypt(sealed, TestNode.seeded(1))).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @CsvSource({"xchacha20, XCHACHA20", "xchacha20-poly1305, XCHACHA20", "aes-gcm, AES_GCM", "gcm, AES_GCM"})
    void ciphersHaveTwoNames(String name, OnionCipher cipher) throws Exception {
        assertThat(OnionCipher.parse(name)).isEqualTo(cipher);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AES-GCM", "gcm2", "aes-cbc", "xchacha20 "})
    void otherNamesAreRefused(String name) {
        assertThatThrownBy(() -> OnionCipher.parse(name)).isInstanceOf(MalformedDataException.class);
    }
}
