package org.session4j.protocol.community;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.session4j.protocol.community.TestRoom.CRYPTO;
import static org.session4j.protocol.community.TestRoom.NOW;
import static org.session4j.protocol.community.TestRoom.SERVER;
import static org.session4j.protocol.community.TestRoom.account;
import static org.session4j.protocol.community.TestRoom.flipped;
import static org.session4j.protocol.community.TestRoom.identity;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.Hex;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.X25519PublicKey;

class CommunityAuthTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final CommunityRequest REQUEST =
            new CommunityRequest("POST", "/room/a/message?b=c", Bytes.utf8("{}"));
    private static final String PUBKEY = "X-SOGS-Pubkey";
    private static final String NONCE = "X-SOGS-Nonce";
    private static final String TIMESTAMP = "X-SOGS-Timestamp";
    private static final String SIGNATURE = "X-SOGS-Signature";
    private static final List<String> NAMES = List.of(PUBKEY, NONCE, TIMESTAMP, SIGNATURE);

    private static CommunityAuth sign(CommunityRequest request, CommunityIdentity identity) {
        return CommunityAuth.sign(request, identity, SERVER, NOW, RANDOM, CRYPTO);
    }

    private static CommunityAuth decode(Map<String, String> headers) throws MalformedDataException {
        return CommunityAuth.decode(headers).orElseThrow();
    }

    /** The example of session-pysogs. */
    @Test
    void known_headers_come_out() throws Exception {
        Account account =
                Account.ofSeed(Hex.parse("c010d89eccbaf5d1c6d19df766c6eedf965d4a28a56f87c9fc819edb59896dd9"), CRYPTO);
        X25519PublicKey server =
                X25519PublicKey.parse("c3b3c6f32f0ab5a57f853cc4f30f5da7fda5624b0c77b3fb0829de562ada081d");
        byte[] nonce = Hex.parse("09d0799f2295990182c3ab3406fbfc5b");
        CommunityAuth auth = CommunityAuth.sign(
                CommunityRequest.of("GET", "/room/the-best-room/messages/recent?limit=25"),
                CommunityIdentity.unblinded(account),
                server,
                Instant.ofEpochSecond(1642472103, 5),
                new SecureRandom() {
                    @Override
                    public void nextBytes(byte[] bytes) {
                        System.arraycopy(nonce, 0, bytes, 0, bytes.length);
                    }
                },
                CRYPTO);
        assertThat(auth.headers())
                .isEqualTo(Map.of(
                        PUBKEY,
                        "00bac6e71efd7dfa4a83c98ed24f254ab2c267f9ccdb172a5280a0444ad24e89cc",
                        NONCE,
                        "CdB5nyKVmQGCw6s0Bvv8Ww==",
                        TIMESTAMP,
                        "1642472103",
                        SIGNATURE,
                        "xxLpXHbomAJMB9AtGMyqvBsXrdd2040y+Ol/IKzElWfKJa3EYZRv1GLO6CTLhrDFUwVQe8PPltyGs54Kd7O5Cg=="));
    }

    @Property(tries = 100)
    void a_server_takes_what_was_signed_and_nothing_that_was_changed(
            @ForAll long person, @ForAll boolean blinded, @ForAll byte[] body, @ForAll @IntRange(max = 511) int bit)
            throws Exception {
        CommunityIdentity identity = identity(person, blinded);
        CommunityRequest request = new CommunityRequest("PUT", "/a%20b?c", Bytes.of(body));
        CommunityAuth auth = sign(request, identity);

        assertThat(decode(auth.headers())).isEqualTo(auth);
        assertThat(auth.user()).isEqualTo(identity.requestId());
        assertThat(auth.isFor(request, SERVER, CRYPTO)).isTrue();
        assertThat(auth.isFor(new CommunityRequest("PUT", "/a b?c", Bytes.of(body)), SERVER, CRYPTO))
                .isTrue();

        X25519PublicKey elsewhere = X25519PublicKey.of(flipped(SERVER.toByteArray(), bit % 256));
        SessionId user = SessionId.of(auth.user().kind(), flipped(auth.user().key(), bit % 256));
        Bytes nonce = Bytes.of(flipped(auth.nonce().toByteArray(), bit % 128));
        Bytes signature = Bytes.of(flipped(auth.signature().toByteArray(), bit));
        Bytes longer = Bytes.of(Arrays.copyOf(body, body.length + 1));
        assertThat(auth.isFor(request, elsewhere, CRYPTO)).isFalse();
        for (CommunityRequest other : List.of(
                new CommunityRequest("POST", "/a%20b?c", Bytes.of(body)),
                new CommunityRequest("PUT", "/a%20b?d", Bytes.of(body)),
                new CommunityRequest("PUT", "/a%20b%3Fc", longer),
                new CommunityRequest("PUT", "/a%20b?c", longer))) {
            assertThat(auth.isFor(other, SERVER, CRYPTO)).isFalse();
        }
        for (CommunityAuth other : List.of(
                new CommunityAuth(user, auth.nonce(), auth.time(), auth.signature()),
                new CommunityAuth(auth.user(), nonce, auth.time(), auth.signature()),
                new CommunityAuth(auth.user(), auth.nonce(), auth.time().plusSeconds(1), auth.signature()),
                new CommunityAuth(auth.user(), auth.nonce(), auth.time(), signature))) {
            assertThat(other.isFor(request, SERVER, CRYPTO)).isFalse();
        }
    }

    @Test
    void no_body_and_an_empty_one_are_the_same() {
        CommunityAuth auth = sign(CommunityRequest.of("POST", "/a"), identity(1, true));
        assertThat(auth.isFor(new CommunityRequest("POST", "/a", Bytes.empty()), SERVER, CRYPTO))
                .isTrue();
    }

    @Test
    void each_request_has_a_nonce_of_its_own() {
        assertThat(sign(REQUEST, identity(1, true)).nonce())
                .isNotEqualTo(sign(REQUEST, identity(1, true)).nonce());
    }

    @Test
    void a_server_reads_hex_and_base64_in_headers_of_any_case() throws Exception {
        CommunityAuth auth = sign(REQUEST, identity(1, true));
        Base64.Encoder unpadded = Base64.getEncoder().withoutPadding();
        Map<String, String> hex = new HashMap<>();
        hex.put("x-sogs-pubkey", auth.user().toString().toUpperCase(Locale.ROOT));
        hex.put("X-Sogs-Nonce", auth.nonce().toHex());
        hex.put("X-SOGS-TIMESTAMP", "1700000000");
        hex.put("x-sogs-signature", auth.signature().toHex());
        Map<String, String> base64 = Map.of(
                PUBKEY,
                unpadded.encodeToString(auth.user().toByteArray()),
                NONCE,
                unpadded.encodeToString(auth.nonce().toByteArray()),
                TIMESTAMP,
                "1700000000",
                SIGNATURE,
                unpadded.encodeToString(auth.signature().toByteArray()),
                "Accept",
                "*/*");
        assertThat(decode(hex)).isEqualTo(auth);
        assertThat(decode(base64)).isEqualTo(auth);
    }

    @Test
    void a_request_without_any_of_the_headers_is_anonymous() throws Exception {
        assertThat(CommunityAuth.decode(Map.of())).isEmpty();
        assertThat(CommunityAuth.decode(Map.of("Content-Type", "application/json")))
                .isEmpty();
    }

    @Test
    void a_header_that_is_missing_or_of_another_form_is_malformed() {
        Map<String, String> headers = sign(REQUEST, identity(1, true)).headers();
        for (String name : NAMES) {
            Map<String, String> without = new HashMap<>(headers);
            without.remove(name);
            assertMalformed(without);
            String value = headers.get(name);
            for (String other :
                    List.of("", "-" + value, value.substring(1), value + "00", "\u0661".repeat(66), "AA==")) {
                Map<String, String> changed = new HashMap<>(headers);
                changed.put(name, other);
                if (!name.equals(TIMESTAMP) || !other.matches("[0-9]{1,11}")) {
                    assertMalformed(changed);
                }
            }
        }
        Map<String, String> foreign = new HashMap<>(headers);
        foreign.put(PUBKEY, "25" + headers.get(PUBKEY).substring(2));
        assertMalformed(foreign);
    }

    @Property(tries = 1000)
    void any_headers_are_read_or_malformed(
            @ForAll String first, @ForAll String second, @ForAll String third, @ForAll String fourth) {
        assertMalformed(Map.of(PUBKEY, first, NONCE, second, TIMESTAMP, third, SIGNATURE, fourth));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_identity_says_who_one_is_here(boolean blinded) {
        Account account = account(1);
        CommunityIdentity identity = identity(1, blinded);
        assertThat(identity.requestId().kind()).isEqualTo(blinded ? IdKind.BLINDED_15 : IdKind.UNBLINDED);
        assertThat(identity.authorId()).isEqualTo(blinded ? identity.requestId() : account.sessionId());
        assertThat(identity).hasToString("CommunityIdentity");
        assertThat(sign(REQUEST, identity)).hasToString("CommunityAuth");
    }

    @Test
    void an_identity_that_was_destroyed_signs_nothing() {
        CommunityIdentity identity = identity(1, true);
        identity.destroy();
        assertThat(identity.isDestroyed()).isTrue();
        assertThatThrownBy(() -> {
                    CommunityAuth unused = sign(REQUEST, identity);
                })
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void parts_of_other_sizes_are_a_mistake_of_the_caller() {
        CommunityAuth auth = sign(REQUEST, identity(1, true));
        SessionId user = account(1).sessionId();
        assertMistake(user, auth.nonce(), auth.signature());
        assertMistake(auth.user(), Bytes.empty(), auth.signature());
        assertMistake(auth.user(), auth.nonce(), auth.nonce());
    }

    private static void assertMistake(SessionId user, Bytes nonce, Bytes signature) {
        assertThatThrownBy(() -> {
                    CommunityAuth unused = new CommunityAuth(user, nonce, NOW, signature);
                })
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertMalformed(Map<String, String> headers) {
        assertThatThrownBy(() -> {
                    CommunityAuth unused = decode(headers);
                })
                .isInstanceOf(MalformedDataException.class);
    }
}
