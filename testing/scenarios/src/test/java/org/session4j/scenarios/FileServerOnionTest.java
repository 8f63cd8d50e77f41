package org.session4j.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.session4j.onion.FileServerAddress;
import org.session4j.onion.OnionClient;
import org.session4j.onion.OnionRequest;
import org.session4j.onion.OnionResponse;
import org.session4j.onion.wire.V4Request;
import org.session4j.protocol.Bytes;
import org.session4j.testkit.NodeRecord;
import org.session4j.testkit.NodeRecord.Role;
import org.session4j.testkit.StoredFile;
import org.session4j.testkit.TestNetwork;

/** The file server of the embedded network, reached by the onion client as the real one is. */
class FileServerOnionTest {

    private static final Bytes FILE = Bytes.utf8("the encrypted content of a file");

    private static OnionResponse send(OnionClient onion, FileServerAddress server, String method, String endpoint) {
        Bytes body = method.equals("POST") ? FILE : null;
        V4Request request = new V4Request(method, endpoint, Map.of("Content-Type", "application/octet-stream"), body);
        return onion.send(new OnionRequest(
                        server.destination(),
                        Bytes.of(request.encode()),
                        OnionRequest.Category.FILE,
                        Duration.ofSeconds(60)))
                .join();
    }

    @Test
    void aFileGoesThereAndBackAndNoNodeReadsIt() {
        try (TestNetwork network = TestNetwork.start();
                OnionClient onion = OnionClient.builder(network).open()) {
            for (FileServerAddress server :
                    List.of(network.files().address(), network.files().secureAddress())) {
                assertThat(send(onion, server, "POST", "/file").status()).isEqualTo(200);
                StoredFile stored = network.files().files().get(0);
                assertThat(stored.data()).isEqualTo(FILE);

                OnionResponse answer = send(onion, server, "GET", "/file/" + stored.id());

                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.body()).isEqualTo(FILE);
                assertThat(answer.headers()).containsKey("expires");
                assertThat(answer.path()).hasSize(3);
            }
            assertThat(network.files().requests()).isEqualTo(4);
            assertThat(network.records()).extracting(NodeRecord::role).doesNotContain(Role.CLEAR);
            assertThat(network.records())
                    .allSatisfy(record -> assertThat(text(record)).doesNotContain(text(FILE)));
        }
    }

    private static String text(NodeRecord record) {
        return text(record.received()) + text(record.peeled());
    }

    private static String text(Bytes bytes) {
        return new String(bytes.toByteArray(), StandardCharsets.ISO_8859_1);
    }
}
