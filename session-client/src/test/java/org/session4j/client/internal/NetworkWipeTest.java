package org.session4j.client.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.session4j.client.WipeReport.Node;
import org.session4j.onion.OnionException;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.swarm.MessageHash;
import org.session4j.swarm.NodeOutcome;
import org.session4j.swarm.SwarmAnswer;

class NetworkWipeTest {

    private static final NodeOutcome<List<MessageHash>> GOOD = new NodeOutcome.Confirmed<>(List.of());
    private static final NodeOutcome<List<MessageHash>> BAD = new NodeOutcome.BadSignature<>();
    private static final NodeOutcome<List<MessageHash>> GONE =
            new NodeOutcome.Failed<>(NodeOutcome.Reason.TIMED_OUT, 0);

    private final FakeMailbox mailbox = new FakeMailbox();

    @SafeVarargs
    private void nextAnswer(NodeOutcome<List<MessageHash>>... outcomes) {
        Map<Ed25519PublicKey, NodeOutcome<List<MessageHash>>> byNode = new LinkedHashMap<>();
        for (int i = 0; i < outcomes.length; i++) {
            byNode.put(key(i + 1), outcomes[i]);
        }
        mailbox.wipeScript.add(CompletableFuture.completedFuture(new SwarmAnswer<>(byNode, null, null)));
    }

    private static Ed25519PublicKey key(int node) {
        return FakeMailbox.node(node).ed25519();
    }

    @Test
    void oneAnswerIsEnoughIfEverybodyHasSigned() {
        nextAnswer(GOOD, GOOD, GOOD);
        NetworkWipe.Result result = NetworkWipe.of(mailbox).join();
        assertThat(result.nodes()).containsOnlyKeys(key(1), key(2), key(3));
        assertThat(result.nodes().values()).containsOnly(Node.CONFIRMED);
        assertThat(mailbox.wipes).isEqualTo(1);
    }

    @Test
    void whoHasNotSignedIsAskedForAgainAndWhoHasIsBelieved() {
        nextAnswer(GOOD, GONE, GONE);
        nextAnswer(GONE, GOOD, BAD);
        nextAnswer(GONE, GONE, GOOD);
        NetworkWipe.Result result = NetworkWipe.of(mailbox).join();
        assertThat(result.nodes().values()).containsOnly(Node.CONFIRMED);
        assertThat(mailbox.wipes).isEqualTo(3);
    }

    @Test
    void whatIsNeverConfirmedIsSaid() {
        for (int i = 0; i < 5; i++) {
            nextAnswer(GOOD, BAD);
        }
        NetworkWipe.Result result = NetworkWipe.of(mailbox).join();
        assertThat(result.nodes())
                .containsEntry(key(1), Node.CONFIRMED)
                .containsEntry(key(2), Node.BAD_SIGNATURE)
                .containsEntry(key(3), Node.SILENT);
        assertThat(mailbox.wipes).isEqualTo(5);
    }

    @Test
    void aNetworkThatCannotBeReachedIsSaid() {
        OnionException gone = new OnionException(OnionException.Reason.NO_PATH, "none");
        for (int i = 0; i < 5; i++) {
            mailbox.wipeScript.add(CompletableFuture.failedFuture(gone));
        }
        NetworkWipe.Result result = NetworkWipe.of(mailbox).join();
        assertThat(result.nodes()).isEmpty();
        assertThat(result.failure()).isSameAs(gone);
    }
}
