package org.session4j.protocol.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519PublicKey;

class FileUrlTest {

    private static final String KEY = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private static final String DEFAULT_KEY = FileUrl.DEFAULT_SERVER_KEY.toString();

    @Provide
    Arbitrary<FileUrl> urls() {
        Arbitrary<String> ids =
                Arbitraries.strings().withChars("abcXYZ019_-").ofMinLength(1).ofMaxLength(44);
        Arbitrary<String> hosts = Arbitraries.of("example.org", "127.0.0.1", "[::1]", "localhost", "x-1.example");
        Arbitrary<Ed25519PublicKey> keys = Arbitraries.bytes()
                .array(byte[].class)
                .ofSize(32)
                .map(Ed25519PublicKey::of)
                .injectNull(0.3);
        return Combinators.combine(
                        Arbitraries.of("http", "https"),
                        hosts,
                        Arbitraries.oneOf(
                                Arbitraries.of(80, 443), Arbitraries.integers().between(1, 65_535)),
                        ids.map(FileUrlTest::id),
                        keys,
                        Arbitraries.of(true, false))
                .as(FileUrl::new);
    }

    private static FileId id(String text) {
        try {
            return FileId.parse(text);
        } catch (MalformedDataException e) {
            throw new AssertionError(e);
        }
    }

    @Property
    void what_is_written_is_read(@ForAll("urls") FileUrl url) throws Exception {
        assertThat(FileUrl.parse(url.format())).isEqualTo(url);
        assertThat(url.format()).startsWith(url.baseUrl() + "/file/" + url.id());
    }

    @Property
    void a_damaged_url_is_read_or_refused(
            @ForAll("urls") FileUrl url, @ForAll @IntRange(max = 200) int position, @ForAll char other) {
        StringBuilder text = new StringBuilder(url.format());
        text.setCharAt(position % text.length(), other);
        readOrRefuse(text.toString());
    }

    @Property
    void any_text_is_read_or_refused(@ForAll String text) {
        readOrRefuse(text);
        readOrRefuse("http://" + text);
        readOrRefuse("http://example.org/file/" + text);
    }

    private static void readOrRefuse(String text) {
        try {
            FileUrl url = FileUrl.parse(text);
            assertThat(FileUrl.parse(url.format())).isEqualTo(url);
        } catch (MalformedDataException e) {
            assertThat(e.getMessage()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.org/file/abc, https://example.org/file/abc",
        "HTTPS://Example.ORG:443/file/abc/, https://example.org/file/abc",
        "http://example.org/files/7?x=1#d=, http://example.org/file/7#d",
        "http://[2001:DB8::1]:8000/file/7, http://[2001:db8::1]:8000/file/7",
        "http://example.org/file/7#d&p=KEY&e=00&sr=x:1&d, http://example.org/file/7#p=KEY&d",
        "http://example.org/file/7#P=KEY, http://example.org/file/7#p=KEY",
        "http://example.org/file/7#p=12&p=KEY, http://example.org/file/7#p=KEY",
        "http://example.org/file/7#p=zz, http://example.org/file/7",
        "http://example.org/file/7#d=1&dd&D, http://example.org/file/7",
        "http://example.org/file/7#p=DEFAULT&d, http://example.org/file/7#d",
        "http://example.org/file/7#, http://example.org/file/7"
    })
    void urls_of_other_writers_are_read(String url, String written) throws Exception {
        assertThat(FileUrl.parse(withKeys(url)).format()).isEqualTo(withKeys(written));
    }

    private static String withKeys(String url) {
        return url.replace("KEY", KEY).replace("DEFAULT", DEFAULT_KEY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.org/file/7",
                "ftp://example.org/file/7",
                "file:///file/7",
                "http:///file/7",
                "http://example.org/file/",
                "http://example.org/file/#d",
                "http://example.org/file//",
                "http://example.org/file/7//",
                "http://example.org/file/7/8",
                "http://example.org/c/file/7",
                "http://example.org/files/7/file/8",
                "http://example.org/room/r/file/7",
                "http://example.org/files/7#/file/8",
                "http://example.org?x=/file/7",
                "http://example.org#/file/7",
                "http://user@example.org/file/7",
                "http://user:1@example.org/file/7",
                "http://example.org:/file/7",
                "http://example.org:0/file/7",
                "http://example.org:65536/file/7",
                "http://example.org:8x/file/7",
                "http://[::1/file/7",
                "http://::1/file/7",
                "http://[]/file/7",
                "http://ex ample.org/file/7",
                "http://ex\u00e4mple.org/file/7",
                "http://example.org/file/a.b",
                "http://example.org/file/%37",
                "http://example.org/file/\u0661",
                "http://example.org/file/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void what_is_no_url_of_a_file_is_refused(String url) {
        assertThatThrownBy(() -> FileUrl.parse(url)).isInstanceOf(MalformedDataException.class);
    }

    @Test
    void the_key_of_the_server_is_the_named_one_or_that_of_the_official_server() throws Exception {
        assertThat(FileUrl.parse("http://example.org/file/7#p=" + KEY).trustedKey())
                .contains(Ed25519PublicKey.parse(KEY));
        assertThat(FileUrl.parse("http://" + FileUrl.DEFAULT_HOST + "/file/7").trustedKey())
                .contains(FileUrl.DEFAULT_SERVER_KEY);
        assertThat(FileUrl.parse("http://files.getsession.org/file/7").trustedKey())
                .contains(FileUrl.DEFAULT_SERVER_KEY);
        assertThat(FileUrl.parse("http://getsession.org.example/file/7").trustedKey())
                .isEmpty();
        assertThat(FileUrl.parse("http://notgetsession.org/file/7").trustedKey())
                .isEmpty();
    }

    @Test
    void parts_that_are_none_are_refused() {
        FileId id = id("7");
        assertThatIllegalArgumentException().isThrownBy(() -> new FileUrl("ftp", "example.org", 80, id, null, false));
        assertThatIllegalArgumentException().isThrownBy(() -> new FileUrl("http", "", 80, id, null, false));
        assertThatIllegalArgumentException().isThrownBy(() -> new FileUrl("http", "a/b", 80, id, null, false));
        assertThatIllegalArgumentException().isThrownBy(() -> new FileUrl("http", "A", 80, id, null, false));
        assertThatIllegalArgumentException().isThrownBy(() -> new FileUrl("http", "a", 0, id, null, false));
        assertThatIllegalArgumentException().isThrownBy(() -> new FileUrl("http", "a", 65_536, id, null, false));
    }

    @Test
    void a_url_is_printed_without_what_it_leads_to() throws Exception {
        assertThat(FileUrl.parse("http://example.org/file/secret#p=" + KEY)).hasToString("FileUrl[http://example.org]");
    }

    // --- Ids ---

    @ParameterizedTest
    @CsvSource({"7, 7", "2478430809375318, 2478430809375318", "24784308093753180, 0", "abc123, 0", "7-, 0"})
    void the_number_of_an_id_is_for_old_readers(String id, long number) throws Exception {
        assertThat(FileId.parse(id).numberOrZero()).isEqualTo(number);
    }

    @Test
    void only_a_file_with_a_hash_as_id_can_be_kept_longer() throws Exception {
        FileId hash = FileId.ofContent(Crypto.get(), new byte[] {'a'});

        assertThat(hash.isExtendable()).isTrue();
        assertThat(FileId.parse(hash.toString())).isEqualTo(hash).hasSameHashCodeAs(hash);
        assertThat(hash)
                .isNotEqualTo(FileId.ofContent(Crypto.get(), Bytes.utf8("b").toByteArray()));
        assertThat(FileId.parse("7").isExtendable()).isFalse();
    }
}
