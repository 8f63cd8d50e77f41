package org.session4j.onion.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.session4j.onion.OnionException.Reason;
import org.session4j.protocol.crypto.Ed25519PublicKey;

/** One row of the table of errors each, towards a node and towards a server. */
class PathErrorTest {

    private static final Ed25519PublicKey GUARD = TestNode.of(0).node().ed25519();
    private static final Ed25519PublicKey EXIT = TestNode.of(1).node().ed25519();
    private static final Ed25519PublicKey DESTINATION = TestNode.of(2).node().ed25519();
    private static final Ed25519PublicKey STRANGER = TestNode.of(3).node().ed25519();
    private static final List<Ed25519PublicKey> PATH = List.of(GUARD, EXIT);

    private static PathError toNode(int status, String body) {
        return PathError.classify(status, body, PATH, DESTINATION);
    }

    @ParameterizedTest
    @CsvSource({
        "400, Invalid ciphertext, PATH_ERROR, PATH_ERROR",
        "400, Error parsing onion request: x, BAD_REQUEST, BAD_REQUEST",
        "400, onion request max path length exceeded, PATH_ERROR, PATH_ERROR",
        "404, gone, PATH_ERROR, PATH_ERROR",
        "406, clock, UNAUTHENTICATED, UNAUTHENTICATED",
        "413, Request body too large, PAYLOAD_TOO_LARGE, PAYLOAD_TOO_LARGE",
        "421, swarm, UNAUTHENTICATED, UNAUTHENTICATED",
        "425, early, UNAUTHENTICATED, UNAUTHENTICATED",
        "429, slow, RATE_LIMITED, RATE_LIMITED",
        "500, Invalid response from snode, INVALID_HOP_RESPONSE, INVALID_HOP_RESPONSE",
        "500, oops, PATH_ERROR, PATH_ERROR",
        "502, Could not resolve host, PATH_ERROR, SERVER_UNREACHABLE",
        "502, Next node not found: zz, PATH_ERROR, PATH_ERROR",
        "503, Service Unavailable, PATH_ERROR, PATH_ERROR",
        "504, Request time out, PATH_TIMED_OUT, PATH_TIMED_OUT",
        "504, Operation timed out, PATH_ERROR, SERVER_UNREACHABLE",
        "302, , PATH_ERROR, PATH_ERROR"
    })
    void aStatusAndItsTextGiveTheReason(int status, String text, Reason toNode, Reason toServer) {
        String body = text == null ? "" : text;
        assertThat(toNode(status, body)).isEqualTo(new PathError(toNode, null));
        assertThat(PathError.classify(status, body, PATH, null)).isEqualTo(new PathError(toServer, null));
    }

    @Test
    void aNamedNodeOfThePathIsTheOffender() {
        assertThat(toNode(502, "Next node not found: " + EXIT + "\n"))
                .isEqualTo(new PathError(Reason.NODE_UNREACHABLE, EXIT));
        assertThat(toNode(
                        502,
                        "Next node is currently unreachable: " + EXIT.toString().toUpperCase(Locale.ROOT)))
                .isEqualTo(new PathError(Reason.NODE_UNREACHABLE, EXIT));
        assertThat(toNode(503, "Snode not ready: " + EXIT)).isEqualTo(new PathError(Reason.NODE_NOT_READY, EXIT));
    }

    @Test
    void theNamedDestinationIsUnreachable() {
        assertThat(toNode(502, "Next node not found: " + DESTINATION))
                .isEqualTo(new PathError(Reason.DESTINATION_UNREACHABLE, DESTINATION));
    }

    @Test
    void aStrangerCannotBeBlamed() {
        for (String prefix : List.of("Next node not found: ", "Next node is currently unreachable: ")) {
            assertThat(toNode(502, prefix + STRANGER)).isEqualTo(new PathError(Reason.PATH_ERROR, null));
        }
        assertThat(toNode(503, "Snode not ready: " + STRANGER)).isEqualTo(new PathError(Reason.PATH_ERROR, null));
    }

    @Test
    void aKeyWithMoreDigitsOrLaterInTheTextIsNone() {
        assertThat(toNode(502, "Next node not found: " + EXIT + "0").offender()).isNull();
        assertThat(toNode(502, "x Next node not found: " + EXIT).offender()).isNull();
    }

    @Test
    void theGuardSpeaksOfItself() {
        for (String body : List.of("Service node is not ready: not synced\n", "Server busy, try again later")) {
            assertThat(toNode(503, body)).isEqualTo(new PathError(Reason.NODE_NOT_READY, GUARD));
            assertThat(PathError.classify(503, body, List.of(), DESTINATION))
                    .isEqualTo(new PathError(Reason.NODE_NOT_READY, DESTINATION));
        }
    }
}
