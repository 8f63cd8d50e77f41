package org.session4j.client.internal;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.session4j.onion.ServiceNode;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.protocol.crypto.X25519PublicKey;
import org.session4j.swarm.MessageHash;
import org.session4j.swarm.Namespace;
import org.session4j.swarm.NodeOutcome;
import org.session4j.swarm.PollResult;
import org.session4j.swarm.StoreConfirmation;
import org.session4j.swarm.StoreResult;
import org.session4j.swarm.StoredMessage;
import org.session4j.swarm.SwarmAnswer;

/** A swarm by script: answers of stores and polls are given beforehand, and what was asked is written down. */
final class FakeMailbox implements AccountMailbox {

    static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    /** What was stored where. */
    record Put(SessionId recipient, Bytes message) {
        MessageHash hash() {
            return MessageHash.compute(Crypto.get(), recipient, Namespace.DEFAULT, message);
        }
    }

    final List<Put> puts = Collections.synchronizedList(new ArrayList<>());
    final List<MessageHash> acknowledged = Collections.synchronizedList(new ArrayList<>());
    final List<ServiceNode> askedAgain = Collections.synchronizedList(new ArrayList<>());

    /** How the next stores end; when it is empty, well. */
    final Deque<Function<Put, CompletableFuture<StoreResult>>> storeScript = new ArrayDeque<>();

    /** What the next polls find; when it is empty, they are never answered. */
    final Deque<CompletableFuture<PollResult>> pollScript = new ArrayDeque<>();

    CompletableFuture<Instant> firstTime = CompletableFuture.completedFuture(NOW);
    volatile Instant now = NOW;

    @Override
    public CompletableFuture<Instant> time() {
        return firstTime;
    }

    @Override
    public Instant timeNow() {
        return now;
    }

    @Override
    public synchronized CompletableFuture<StoreResult> store(SessionId recipient, Bytes message) {
        Put put = new Put(recipient, message);
        puts.add(put);
        Function<Put, CompletableFuture<StoreResult>> script = storeScript.poll();
        return script == null ? CompletableFuture.completedFuture(stored(put)) : script.apply(put);
    }

    void nextStore(Function<Put, StoreResult> result) {
        storeScript.add(put -> CompletableFuture.completedFuture(result.apply(put)));
    }

    static StoreResult stored(Put put) {
        StoreConfirmation confirmation = new StoreConfirmation(put.hash(), null, false);
        Map<Ed25519PublicKey, NodeOutcome<StoreConfirmation>> outcomes = new LinkedHashMap<>();
        outcomes.put(node(1).ed25519(), new NodeOutcome.Confirmed<>(confirmation));
        outcomes.put(node(2).ed25519(), new NodeOutcome.Confirmed<>(confirmation));
        return new StoreResult.Stored(put.hash(), node(1).ed25519(), new SwarmAnswer<>(outcomes, null, null));
    }

    static StoreResult unconfirmed(Put put) {
        return new StoreResult.Unconfirmed(put.hash(), Map.of(), null);
    }

    static Function<Put, StoreResult> refused(StoreResult.Refusal why) {
        return put -> new StoreResult.Refused(put.hash(), why, 0, null);
    }

    @Override
    public synchronized CompletableFuture<PollResult> poll() {
        CompletableFuture<PollResult> next = pollScript.poll();
        return next == null ? new CompletableFuture<>() : next;
    }

    @Override
    public CompletableFuture<PollResult> poll(ServiceNode member) {
        askedAgain.add(member);
        return poll();
    }

    @Override
    public void acknowledge(PollResult result) {
        result.messages(Namespace.DEFAULT).forEach(message -> acknowledged.add(message.hash()));
    }

    synchronized void nextPoll(SessionId account, boolean more, Bytes... found) {
        pollScript.add(CompletableFuture.completedFuture(poll(account, more, found)));
    }

    synchronized void nextPollFails(Exception failure) {
        CompletableFuture<PollResult> failed = new CompletableFuture<>();
        failed.completeExceptionally(failure);
        pollScript.add(failed);
    }

    static PollResult poll(SessionId account, boolean more, Bytes... found) {
        List<StoredMessage> messages = new ArrayList<>();
        for (Bytes data : found) {
            MessageHash hash = new Put(account, data).hash();
            messages.add(new StoredMessage(hash, NOW, NOW.plus(LIFE), data));
        }
        return new PollResult(
                node(1), account, Map.of(Namespace.DEFAULT, new PollResult.Messages(messages, more)), null);
    }

    static ServiceNode node(int number) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) number);
        return new ServiceNode(
                Ed25519PublicKey.of(key), X25519PublicKey.of(key), "127.0." + number + ".1", 443, 0, 7, null);
    }
}
