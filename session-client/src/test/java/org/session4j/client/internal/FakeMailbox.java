package org.session4j.client.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.session4j.client.store.ReadMark;
import org.session4j.onion.ServiceNode;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.protocol.crypto.X25519PublicKey;
import org.session4j.swarm.ExpiryChange;
import org.session4j.swarm.MessageHash;
import org.session4j.swarm.Namespace;
import org.session4j.swarm.NodeOutcome;
import org.session4j.swarm.PollResult;
import org.session4j.swarm.StoreConfirmation;
import org.session4j.swarm.StoreResult;
import org.session4j.swarm.StoredMessage;
import org.session4j.swarm.Swarm;
import org.session4j.swarm.SwarmAnswer;

/** A swarm by script: answers of stores and polls are given beforehand, and what was asked is written down. */
final class FakeMailbox implements AccountMailbox {

    static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    static final Duration LIFE = Duration.ofDays(14);

    /** What was stored where. */
    record Put(SessionId recipient, Bytes message) {
        MessageHash hash() {
            return MessageHash.compute(Crypto.get(), recipient, Namespace.DEFAULT, message);
        }
    }

    /** Until when messages were to be kept at most. */
    record Shortened(List<MessageHash> hashes, Instant expiry) {}

    final List<Put> puts = Collections.synchronizedList(new ArrayList<>());
    final List<Duration> lifetimes = Collections.synchronizedList(new ArrayList<>());
    final List<OwnMessage> ownPuts = Collections.synchronizedList(new ArrayList<>());
    final List<List<MessageHash>> extended = Collections.synchronizedList(new ArrayList<>());

    /** So many of the next requests to store something of one's own fail. */
    int failingOwnStores;

    final List<MessageHash> deleted = Collections.synchronizedList(new ArrayList<>());
    final List<Shortened> shortened = Collections.synchronizedList(new ArrayList<>());
    final List<List<MessageHash>> askedForExpiries = Collections.synchronizedList(new ArrayList<>());
    final List<ReadMark> resumed = new ArrayList<>();

    /** What members hold no longer. */
    final Set<MessageHash> gone = ConcurrentHashMap.newKeySet();

    /** Until when the asked member keeps messages. */
    final Map<MessageHash, Instant> expiries = new ConcurrentHashMap<>();

    int confirmations = 2;
    final List<MessageHash> acknowledged = Collections.synchronizedList(new ArrayList<>());
    final List<ServiceNode> askedAgain = Collections.synchronizedList(new ArrayList<>());

    /** How the next stores end; when it is empty, well. */
    final Deque<Function<Put, CompletableFuture<StoreResult>>> storeScript = new ArrayDeque<>();

    /** What the next polls find; when it is empty, they wait. */
    final Deque<CompletableFuture<PollResult>> pollScript = new ArrayDeque<>();

    /** What members say when the mailbox is to be emptied; when it is empty, what they always say. */
    final Deque<CompletableFuture<SwarmAnswer<List<MessageHash>>>> wipeScript = new ArrayDeque<>();

    int wipes;

    /** Thrown by each poll instead of an answer; null for none. */
    volatile RuntimeException pollBug;

    private CompletableFuture<PollResult> waitingPoll = CompletableFuture.completedFuture(null);

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
    public synchronized CompletableFuture<StoreResult> store(SessionId recipient, Bytes message, Duration lifetime) {
        Put put = new Put(recipient, message);
        puts.add(put);
        lifetimes.add(lifetime);
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
    public synchronized CompletableFuture<Map<OwnMessage, MessageHash>> storeOwn(
            List<OwnMessage> messages, Duration lifetime) {
        ownPuts.addAll(messages);
        boolean fails = failingOwnStores > 0;
        failingOwnStores -= fails ? 1 : 0;
        Map<OwnMessage, MessageHash> stored = new LinkedHashMap<>();
        if (!fails) {
            messages.forEach(message -> stored.put(message, hash(message)));
        }
        return CompletableFuture.completedFuture(stored);
    }

    static MessageHash hash(OwnMessage message) {
        return MessageHash.compute(Crypto.get(), EngineFixture.ME.sessionId(), message.namespace(), message.data());
    }

    @Override
    public synchronized CompletableFuture<PollResult> poll() {
        if (pollBug != null) {
            throw pollBug;
        }
        CompletableFuture<PollResult> next = pollScript.poll();
        waitingPoll = new CompletableFuture<>();
        return next == null ? waitingPoll : next;
    }

    /** Answers the poll that waits, if one does. */
    void answerWaitingPoll() {
        CompletableFuture<PollResult> next = pollScript.peek();
        if (next != null && waitingPoll.complete(next.join())) {
            pollScript.remove(next);
        }
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

    @Override
    public void resume(List<ReadMark> marks) {
        resumed.addAll(marks);
    }

    @Override
    public CompletableFuture<Swarm> swarm() {
        return CompletableFuture.completedFuture(
                new Swarm(EngineFixture.ME.sessionId(), List.of(node(1), node(2), node(3))));
    }

    @Override
    public CompletableFuture<SwarmAnswer<List<MessageHash>>> deleteAll() {
        wipes++;
        CompletableFuture<SwarmAnswer<List<MessageHash>>> next = wipeScript.poll();
        return next == null ? CompletableFuture.completedFuture(answer(List.<MessageHash>of())) : next;
    }

    @Override
    public CompletableFuture<SwarmAnswer<List<MessageHash>>> delete(List<MessageHash> hashes) {
        deleted.addAll(hashes);
        return CompletableFuture.completedFuture(answer(hashes));
    }

    @Override
    public CompletableFuture<SwarmAnswer<ExpiryChange>> shorten(List<MessageHash> hashes, Instant expiry) {
        shortened.add(new Shortened(hashes, expiry));
        SortedMap<MessageHash, Instant> updated = new TreeMap<>();
        hashes.stream().filter(hash -> !gone.contains(hash)).forEach(hash -> updated.put(hash, expiry));
        return CompletableFuture.completedFuture(answer(new ExpiryChange(updated, new TreeMap<>())));
    }

    @Override
    public CompletableFuture<SwarmAnswer<ExpiryChange>> extend(List<MessageHash> hashes, Instant expiry) {
        extended.add(hashes);
        SortedMap<MessageHash, Instant> updated = new TreeMap<>();
        hashes.stream().filter(hash -> !gone.contains(hash)).forEach(hash -> updated.put(hash, expiry));
        return CompletableFuture.completedFuture(answer(new ExpiryChange(updated, new TreeMap<>())));
    }

    @Override
    public CompletableFuture<Map<MessageHash, Instant>> expiries(List<MessageHash> hashes) {
        askedForExpiries.add(hashes);
        Map<MessageHash, Instant> known = new LinkedHashMap<>(expiries);
        known.keySet().retainAll(hashes);
        return CompletableFuture.completedFuture(known);
    }

    private <T> SwarmAnswer<T> answer(T outcome) {
        Map<Ed25519PublicKey, NodeOutcome<T>> outcomes = new LinkedHashMap<>();
        for (int i = 1; i <= confirmations; i++) {
            outcomes.put(node(i).ed25519(), new NodeOutcome.Confirmed<>(outcome));
        }
        return new SwarmAnswer<>(outcomes, null, null);
    }

    synchronized void nextPoll(SessionId account, boolean more, Bytes... found) {
        pollScript.add(CompletableFuture.completedFuture(poll(account, more, found)));
    }

    synchronized void nextPollFails(Exception failure) {
        CompletableFuture<PollResult> failed = new CompletableFuture<>();
        failed.completeExceptionally(failure);
        pollScript.add(failed);
    }

    /** What another member holds. */
    synchronized void nextPollOf(int member, SessionId account, StoredMessage... found) {
        pollScript.add(CompletableFuture.completedFuture(poll(member, account, false, List.of(found))));
    }

    static PollResult poll(SessionId account, boolean more, Bytes... found) {
        List<StoredMessage> messages = new ArrayList<>();
        for (Bytes data : found) {
            messages.add(stored(account, data, NOW.plus(LIFE)));
        }
        return poll(1, account, more, messages);
    }

    static PollResult poll(int member, SessionId account, boolean more, List<StoredMessage> messages) {
        return new PollResult(
                node(member), account, Map.of(Namespace.DEFAULT, new PollResult.Messages(messages, more)), null);
    }

    static StoredMessage stored(SessionId account, Bytes data, Instant until) {
        return new StoredMessage(new Put(account, data).hash(), NOW, until, data);
    }

    static ServiceNode node(int number) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) number);
        return new ServiceNode(
                Ed25519PublicKey.of(key), X25519PublicKey.of(key), "127.0." + number + ".1", 443, 0, 7, null);
    }
}
