package org.session4j.swarm.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.wire.BtList;
import org.session4j.protocol.wire.BtString;
import org.session4j.swarm.Namespace;

class PushNotificationTest {

    private static final Crypto CRYPTO = Crypto.named("bouncycastle");
    private static final PushKey KEY = PushKey.generate(new SecureRandom());
    private static final SessionId ACCOUNT = SessionId.of(IdKind.STANDARD, new byte[32]);
    private static final String HASH = "A".repeat(43);

    private static String metadata(int length) {
        return "{'@':'" + ACCOUNT + "','#':'" + HASH + "','n':-11,'t':1700000000123,'l':" + length + ",'z':[1]}";
    }

    private static byte[] plaintext(String metadata, byte @Nullable [] data) {
        BtString first = new BtString(Bytes.utf8(metadata.replace('\'', '"')));
        return (data == null ? BtList.of(first) : BtList.of(first, new BtString(Bytes.of(data)))).encode();
    }

    /** As the push server does it, to a multiple of 256 bytes. */
    private static Bytes encrypt(byte[] plaintext) {
        byte[] nonce = new byte[24];
        byte[] box = CRYPTO.xchacha20Poly1305Encrypt(
                Arrays.copyOf(plaintext, (plaintext.length / 256 + 1) * 256),
                nonce,
                KEY.secret().exposeSecretBytes());
        byte[] payload = Arrays.copyOf(nonce, nonce.length + box.length);
        System.arraycopy(box, 0, payload, nonce.length, box.length);
        return Bytes.of(payload);
    }

    @Property(tries = 200)
    void a_notification_tells_what_came_and_where(@ForAll byte[] data) throws Exception {
        Bytes payload = encrypt(plaintext(metadata(data.length), data));
        assertThat(PushNotification.open(payload, KEY, CRYPTO))
                .isEqualTo(new PushNotification(
                        ACCOUNT,
                        HASH,
                        Namespace.REVOKED_GROUP_MESSAGES,
                        Instant.ofEpochMilli(1_700_000_000_123L),
                        Bytes.of(data)))
                .hasToString("PushNotification");
    }

    @Test
    void data_that_were_left_out_are_null() throws Exception {
        String tooLong = metadata(5000).replace("}", ",'B':true}");
        assertThat(PushNotification.open(encrypt(plaintext(tooLong, null)), KEY, CRYPTO)
                        .data())
                .isNull();
    }

    @Property(tries = 300)
    void a_changed_payload_stays_closed(@ForAll @IntRange(max = 2000) int bit) {
        byte[] payload = encrypt(plaintext(metadata(0), new byte[0])).toByteArray();
        payload[bit / 8] ^= (byte) (1 << bit % 8);
        assertThatThrownBy(() -> {
                    PushNotification unused = PushNotification.open(Bytes.of(payload), KEY, CRYPTO);
                })
                .isInstanceOf(DecryptionException.class);
    }

    @Test
    void another_key_and_a_part_of_a_payload_open_nothing() {
        Bytes payload = encrypt(plaintext(metadata(0), new byte[0]));
        PushKey other = PushKey.generate(new SecureRandom());
        assertThatThrownBy(() -> {
                    PushNotification unused = PushNotification.open(payload, other, CRYPTO);
                })
                .isInstanceOf(DecryptionException.class);
        for (int length = 0; length < payload.length(); length++) {
            Bytes part = payload.slice(0, length);
            assertThatThrownBy(() -> {
                        PushNotification unused = PushNotification.open(part, KEY, CRYPTO);
                    })
                    .isInstanceOf(length < 40 ? MalformedDataException.class : DecryptionException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "le",
                "l2:{}e",
                "de",
                "i1e",
                "li1ee",
                "l2:[]e",
                "l2:{}0:0:e",
                "l1:{0:e",
            })
    void anything_else_within_is_malformed(String plaintext) {
        assertMalformed(plaintext.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void metadata_of_another_form_are_malformed() {
        byte[] data = {1, 2};
        assertMalformed(plaintext(metadata(1), data));
        assertMalformed(plaintext(metadata(2).replace("-11", "40000"), data));
        assertMalformed(plaintext(metadata(2).replace("-11", "'x'"), data));
        assertMalformed(plaintext(metadata(2).replace("'05", "'99"), data));
        assertMalformed(plaintext(metadata(2).replace("'t'", "'T'"), data));
        assertMalformed(plaintext(metadata(2).replace("'#'", "'##'"), data));
        assertMalformed(plaintext(metadata(2).replace("1700000000123", "9".repeat(30)), data));
    }

    @Property(tries = 1000)
    void any_plaintext_is_a_notification_or_malformed(@ForAll byte[] bytes, @ForAll byte[] metadata) {
        assertMalformed(bytes);
        assertMalformed(BtList.of(new BtString(Bytes.of(metadata))).encode());
        assertThatThrownBy(() -> {
                    PushNotification unused = PushNotification.open(Bytes.of(bytes), KEY, CRYPTO);
                })
                .isInstanceOf(SessionException.class);
    }

    @Test
    void zero_bytes_behind_are_dropped_but_not_all_there_is() throws Exception {
        assertThat(KEY.decrypt(encrypt(new byte[] {1, 0, 2}), CRYPTO))
                .isEqualTo(Bytes.of((byte) 1, (byte) 0, (byte) 2));
        assertThat(KEY.decrypt(encrypt(new byte[0]), CRYPTO)).isEqualTo(Bytes.of(new byte[256]));
    }

    @Test
    void a_key_is_32_bytes_and_equal_by_content() {
        byte[] key = KEY.secret().exposeSecretBytes();
        PushKey again = PushKey.of(key);
        assertThat(again).isEqualTo(KEY).hasSameHashCodeAs(KEY).isNotEqualTo(PushKey.of(new byte[32]));
        again.destroy();
        assertThat(again.isDestroyed()).isTrue();
        assertThatThrownBy(() -> {
                    Bytes unused = again.decrypt(encrypt(new byte[1]), CRYPTO);
                })
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> {
                    PushKey unused = PushKey.of(new byte[31]);
                })
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertMalformed(byte[] plaintext) {
        assertThatThrownBy(() -> {
                    PushNotification unused = PushNotification.decode(Bytes.of(plaintext));
                })
                .isInstanceOf(MalformedDataException.class);
    }
}
