package org.session4j.onion.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.session4j.protocol.MalformedDataException;

class ServerUrlTest {

    @ParameterizedTest
    @CsvSource({
        "HTTPS://Example.com/test, https, example.com, , /test",
        "https://example.com, https, example.com, ,",
        "https://example.com/, https, example.com, ,",
        "http://example.com:1234/a/b?c=d#e, http, example.com, 1234, /a/b?c=d#e",
        "http://example.com:80, http, example.com, ,",
        "http://example.com:443, http, example.com, 443,",
        "https://example.com:0443, https, example.com, ,",
        "https://10.0.0.1:8443, https, 10.0.0.1, 8443,"
    })
    void anAddressIsTakenApart(String url, String protocol, String host, Integer port, String path) throws Exception {
        assertThat(ServerUrl.parse(url)).isEqualTo(new ServerUrl(protocol, host, port, path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com",
                "ftp://example.com",
                "https://",
                "https://localhost",
                "https://a.b",
                "https://.example.com",
                "https://example..com",
                "https://example.com.",
                "https://example.com:",
                "https://example.com:65536",
                "https://example.com:x",
                "https://user@example.com",
                "https://example.com?x",
                "https://ex\u00e4mple.com"
            })
    void anythingElseIsRefused(String url) {
        assertThatThrownBy(() -> ServerUrl.parse(url)).isInstanceOf(MalformedDataException.class);
    }
}
