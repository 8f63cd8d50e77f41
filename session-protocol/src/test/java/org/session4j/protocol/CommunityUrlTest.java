package org.session4j.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.session4j.protocol.crypto.X25519PublicKey;

class CommunityUrlTest {

    private static final String HEX = "1d7e7f92b1ed3643855c98ecac02fc7274033a3467653f047d6e433540c03f17";

    @ParameterizedTest
    @CsvSource({
        "https://Example.COM, https://example.com",
        "HTTP://example.org/, http://example.org",
        "http://example.org:80, http://example.org",
        "http://example.org:443, http://example.org:443",
        "https://example.org:0443/, https://example.org",
        "https://example.org:00, https://example.org:0",
        "https://1.2.3.4:65535, https://1.2.3.4:65535",
        "https://a-1.bc, https://a-1.bc"
    })
    void a_server_has_one_canonical_form(String url, String canonical) throws Exception {
        assertThat(CommunityUrl.canonicalBaseUrl(url)).isEqualTo(canonical);
        assertThat(CommunityUrl.canonicalBaseUrl(canonical)).isEqualTo(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "://",
                "example.org",
                "ftp://example.org",
                "https://",
                "https://localhost",
                "https://a.b",
                "https://a..bc",
                "https://.abc",
                "https://abc.",
                "https://x_y.com",
                "https://user@example.org",
                "https://[::1]",
                "https://example.org/path",
                "https://example.org//",
                "https://example.org:",
                "https://example.org:65536",
                "https://example.org:-1",
                "https://example.org:1:2",
                "https://example.org?q",
                "https://exämple.org"
            })
    void what_is_no_server_is_refused(String url) {
        assertThatThrownBy(() -> CommunityUrl.canonicalBaseUrl(url)).isInstanceOf(MalformedDataException.class);
    }

    @Test
    void a_server_has_at_most_267_characters() throws Exception {
        String longest = "https://" + "a".repeat(267 - 8 - 2) + ".b";

        assertThat(CommunityUrl.canonicalBaseUrl(longest)).hasSize(CommunityUrl.MAX_BASE_LENGTH);
        assertThatThrownBy(() -> CommunityUrl.canonicalBaseUrl(longest + "c"))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("267");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                HEX,
                "1D7E7F92B1ED3643855C98ECAC02FC7274033A3467653F047D6E433540C03F17",
                "HX5/krHtNkOFXJjsrAL8cnQDOjRnZT8EfW5DNUDAPxc",
                "HX5/krHtNkOFXJjsrAL8cnQDOjRnZT8EfW5DNUDAPxc=",
                "di989rit7w5r8bkhudskayzhqj4ygqtwc71u6bd7p3bukogy8hmo"
            })
    void the_key_comes_in_four_forms(String key) throws Exception {
        for (String path : new String[] {"/Room_1", "/r/Room_1"}) {
            CommunityUrl url = CommunityUrl.parse("HTTPS://Example.org:443" + path + "?public_key=" + key);

            assertThat(url.baseUrl()).isEqualTo("https://example.org");
            assertThat(url.room()).isEqualTo("Room_1");
            assertThat(url.roomKey()).isEqualTo("room_1");
            assertThat(url.serverKey()).hasToString(HEX);
            assertThat(url.format()).isEqualTo("https://example.org/Room_1?public_key=" + HEX);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org/room",
                "https://example.org/room?public_key=",
                "https://example.org/room?public_key=abab",
                "https://example.org/room?public_key=" + "z"
                        + "1d7e7f92b1ed3643855c98ecac02fc7274033a3467653f047d6e433540c03f1",
                "https://example.org/room?public_key=HX5/krHtNkOFXJjsrAL8cnQDOjRnZT8EfW5DNUDAPx!",
                "https://example.org/room?public_key=di989rit7w5r8bkhudskayzhqj4ygqtwc71u6bd7p3bukogy8hm2",
                "https://example.org/?public_key=" + HEX,
                "https://example.org?public_key=" + HEX,
                "https://example.org/a%20b?public_key=" + HEX,
                "https://example.org/a/b?public_key=" + HEX,
                "?public_key=" + HEX
            })
    void what_is_no_full_url_is_refused(String url) {
        assertThatThrownBy(() -> CommunityUrl.parse(url)).isInstanceOf(MalformedDataException.class);
    }

    @Test
    void a_room_has_at_most_64_characters() throws Exception {
        String longest = "r".repeat(CommunityUrl.MAX_ROOM_LENGTH);

        assertThat(CommunityUrl.parse("https://a.bc/" + longest + "?public_key=" + HEX)
                        .room())
                .isEqualTo(longest);
        assertThatThrownBy(() -> CommunityUrl.parse("https://a.bc/" + longest + "r?public_key=" + HEX))
                .isInstanceOf(MalformedDataException.class);
        assertThat(CommunityUrl.split("https://a.bc/" + longest + "r").room()).hasSize(65);
    }

    @Test
    void a_url_is_made_of_good_parts_only() {
        X25519PublicKey key = X25519PublicKey.of(new byte[32]);

        assertThatThrownBy(() -> new CommunityUrl("https://Example.org", "room", key))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CommunityUrl("https://example.org", "a b", key))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 1_000)
    void what_is_formatted_is_read_again(@ForAll("urls") CommunityUrl url) throws MalformedDataException {
        assertThat(CommunityUrl.parse(url.format())).isEqualTo(url);
        assertThat(CommunityUrl.of(url.baseUrl() + "/", url.room(), url.serverKey()))
                .isEqualTo(url);
    }

    @Property(tries = 3_000)
    void any_text_is_read_or_malformed(@ForAll("texts") String text) {
        try {
            CommunityUrl url = CommunityUrl.parse(text);
            assertThat(CommunityUrl.parse(url.format())).isEqualTo(url);
        } catch (MalformedDataException expected) {
            assertThat(expected).hasMessageNotContaining("example");
        }
    }

    @Provide
    Arbitrary<CommunityUrl> urls() {
        Arbitrary<String> bases = Combinators.combine(
                        Arbitraries.of("http", "https"),
                        Arbitraries.of("example.org", "a-b.c1.de", "127.0.0.1"),
                        Arbitraries.of("", ":1", ":8080", ":65535"))
                .as((scheme, host, port) -> scheme + "://" + host + port);
        Arbitrary<String> rooms =
                Arbitraries.strings().withChars("abzAZ09-_r").ofMinLength(1).ofMaxLength(64);
        Arbitrary<X25519PublicKey> keys =
                Arbitraries.bytes().array(byte[].class).ofSize(32).map(X25519PublicKey::of);
        return Combinators.combine(bases, rooms, keys).as(CommunityUrl::new);
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> changed = Combinators.combine(
                        urls().map(CommunityUrl::format), Arbitraries.integers(), Arbitraries.chars())
                .as((url, at, c) -> new StringBuilder(url)
                        .replace(Math.floorMod(at, url.length()), Math.floorMod(at, url.length()) + 1, c + "")
                        .toString());
        return Arbitraries.oneOf(changed, Arbitraries.strings().ofMaxLength(120));
    }
}
