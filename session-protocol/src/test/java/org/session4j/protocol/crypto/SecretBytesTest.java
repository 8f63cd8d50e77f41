package org.session4j.protocol.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SecretBytesTest {

    @Test
    void aSecretIsCopiedInAndOut() {
        byte[] bytes = {1, 2, 3};
        SecretBytes secret = SecretBytes.of(bytes);
        bytes[0] = 9;
        secret.exposeSecretBytes()[1] = 9;
        assertThat(secret.exposeSecretBytes()).containsExactly(1, 2, 3);
    }

    @Test
    void secretsAreEqualByContent() {
        assertThat(SecretBytes.of(new byte[] {1, 2}))
                .isEqualTo(SecretBytes.of(new byte[] {1, 2}))
                .hasSameHashCodeAs(SecretBytes.of(new byte[] {1, 2}))
                .isNotEqualTo(SecretBytes.of(new byte[] {1, 3}))
                .isNotEqualTo(SecretBytes.of(new byte[] {1}));
    }

    @Test
    void nothingOfASecretIsPrinted() {
        assertThat(SecretBytes.of(new byte[] {77, 78})).hasToString("SecretBytes[2]");
    }

    @Test
    void aDestroyedSecretIsGone() {
        SecretBytes secret = SecretBytes.of(new byte[] {1, 2, 3});
        secret.destroy();
        secret.destroy();
        assertThat(secret.isDestroyed()).isTrue();
        assertThat(secret).isEqualTo(SecretBytes.of(new byte[3]));
        assertThatThrownBy(secret::exposeSecretBytes).isInstanceOf(IllegalStateException.class);
    }
}
