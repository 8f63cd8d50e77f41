package org.session4j.onion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.protocol.crypto.X25519PublicKey;

class FileServerAddressTest {

    private static final String ED25519 = "b8eef9821445ae16e2e97ef8aa6fe782fd11ad5253cd6723b281341dba22e371";
    private static final String X25519 = "09324794aa9c11948189762d198c618148e9136ac9582068180661208927ef34";

    private static FileServerAddress at(String url) throws Exception {
        return FileServerAddress.of(URI.create(url), Ed25519PublicKey.parse(ED25519));
    }

    @Test
    void theMainNetworkHasTheServerThatAllAppsUse() throws Exception {
        FileServerAddress server = Network.mainnet().fileServer().orElseThrow();

        assertThat(server.baseUrl()).isEqualTo("http://filev2.getsession.org");
        assertThat(server.ed25519()).isEqualTo(Ed25519PublicKey.parse(ED25519));
        assertThat(server.destination())
                .isEqualTo(new ServerDestination("http", "filev2.getsession.org", 80, X25519PublicKey.parse(X25519)));
    }

    @Test
    void theTestNetworkHasAServerOfItsOwn() throws Exception {
        FileServerAddress server = Network.testnet().fileServer().orElseThrow();

        assertThat(server.baseUrl()).isEqualTo("http://superduperfiles.oxen.io");
        assertThat(server.destination().x25519())
                .isEqualTo(X25519PublicKey.parse("16d6c60aebb0851de7e6f4dc0a4734671dbf80f73664c008596511454cb6576d"));
    }

    @Test
    void anotherNetworkHasTheServerThatItIsGiven() throws Exception {
        NetworkBuilder builder = Network.builder("own").insecureSeed(URI.create("http://127.0.0.1:1280/"));
        assertThat(builder.build().fileServer()).isEmpty();
        FileServerAddress server = at("http://127.0.0.1:8000");
        assertThat(builder.fileServer(server).build().fileServer()).contains(server);
    }

    @ParameterizedTest
    @CsvSource({
        "http://files.test, http, files.test, 80, http://files.test",
        "http://files.test:80/, http, files.test, 80, http://files.test",
        "https://files.test/, https, files.test, 443, https://files.test",
        "https://files.test:80, https, files.test, 80, https://files.test:80",
        "http://127.0.0.1:8000/, http, 127.0.0.1, 8000, http://127.0.0.1:8000",
    })
    void thePortIsWrittenOnlyIfItIsNotTheUsualOne(String url, String protocol, String host, int port, String baseUrl)
            throws Exception {
        FileServerAddress server = at(url);
        assertThat(server.destination())
                .isEqualTo(new ServerDestination(protocol, host, port, X25519PublicKey.parse(X25519)));
        assertThat(server.baseUrl()).isEqualTo(baseUrl);
        assertThat(server).hasToString(baseUrl);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "files.test",
                "ftp://files.test",
                "mailto:files@files.test",
                "http:/files.test",
                "http://files.test/file",
                "http://files.test/?a=b",
                "http://files.test/#p=1",
                "http://me@files.test/",
                "http://files.test:0/",
            })
    void whatIsNoBaseUrlIsRefused(String url) {
        assertThatThrownBy(() -> at(url)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aKeyThatIsNoPointIsRefused() {
        byte[] identity = new byte[Ed25519PublicKey.LENGTH];
        identity[0] = 1;
        assertThatThrownBy(() -> FileServerAddress.of(URI.create("http://files.test"), Ed25519PublicKey.of(identity)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("key");
    }

    @Test
    void aServerOfTheOlderKindHasNoEd25519Key() throws Exception {
        FileServerAddress older = FileServerAddress.of(URI.create("http://files.test"), X25519PublicKey.parse(X25519));
        FileServerAddress newer = at("http://files.test");

        assertThat(older.ed25519()).isNull();
        assertThat(older.destination()).isEqualTo(newer.destination());
        assertThat(older).isNotEqualTo(newer);
        assertThat(newer).isEqualTo(at("http://files.test:80/")).hasSameHashCodeAs(at("http://files.test:80/"));
    }
}
