package org.session4j.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.session4j.client.ChatMessage;
import org.session4j.client.Conversation;
import org.session4j.client.Direction;
import org.session4j.client.store.MessageStore;
import org.session4j.client.store.StoreChange;
import org.session4j.client.store.StoredForms;
import org.session4j.protocol.Account;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.message.Expiration;
import org.session4j.protocol.message.TextMessage;
import org.session4j.store.sqlite.SqliteMessageStore;
import org.session4j.store.sqlite.StoreKey;

/**
 * The durable store, beside plain SQLite that keeps the same records readable in the same kind of table: messages written
 * one by one, each safe on the disk before the next; those of a full poll at once; and a page of the history read. The
 * difference is what encryption, blind indexes and the forms of the records cost.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class StoreBenchmark {

    private static final int POLL = 100;
    private static final int PAGE = 50;
    private static final int HISTORY = 10_000;
    private static final String TEXT = "x".repeat(200);

    private static final SessionId SELF = Account.generate().sessionId();
    private static final SessionId PEER = Account.generate().sessionId();
    private static final Conversation CONVERSATION = new Conversation.Direct(PEER);

    /** A store with a history, in a folder of its own. */
    @State(Scope.Benchmark)
    public static class Ours {

        @Param("sqlite")
        String backend = "";

        private Path folder;
        private MessageStore store;
        private long sent;

        @Setup(Level.Trial)
        public void open() throws IOException {
            folder = Files.createTempDirectory("session4j-store");
            store = SqliteMessageStore.open(folder, StoreKey.of(new byte[StoreKey.LENGTH]));
            put(HISTORY);
        }

        void put(int count) {
            List<StoreChange> changes = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                changes.add(new StoreChange.PutMessage(message(sent++)));
            }
            store.apply(SELF, changes);
        }

        @TearDown(Level.Trial)
        public void close() throws IOException {
            store.close();
            delete(folder);
        }
    }

    /** The floor under it. */
    @State(Scope.Benchmark)
    public static class Plain {

        private Path folder;
        private PlainSqlite database;
        private byte[] record;
        private long sent;

        @Setup(Level.Trial)
        public void open() throws Exception {
            folder = Files.createTempDirectory("session4j-plain");
            database = PlainSqlite.open(folder.resolve("plain.db"));
            record = StoredForms.encode(message(0)).toByteArray();
            put(HISTORY);
        }

        void put(int count) throws Exception {
            database.insert(PEER.toString(), sent, record, count);
            sent += count;
        }

        @TearDown(Level.Trial)
        public void close() throws Exception {
            database.close();
            delete(folder);
        }
    }

    private static ChatMessage message(long number) {
        return new ChatMessage(
                CONVERSATION,
                PEER,
                Instant.ofEpochMilli(number),
                Direction.INCOMING,
                TextMessage.of(TEXT),
                Expiration.OFF,
                null,
                null,
                null,
                Map.of());
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Benchmark
    public void insert(Ours ours) {
        ours.put(1);
    }

    @Benchmark
    public void insertFloor(Plain plain) throws Exception {
        plain.put(1);
    }

    @Benchmark
    @OperationsPerInvocation(POLL)
    public void insertPoll(Ours ours) {
        ours.put(POLL);
    }

    @Benchmark
    @OperationsPerInvocation(POLL)
    public void insertPollFloor(Plain plain) throws Exception {
        plain.put(POLL);
    }

    @Benchmark
    @OperationsPerInvocation(PAGE)
    public List<ChatMessage> readHistory(Ours ours) {
        return ours.store.history(SELF, CONVERSATION, Instant.MAX, PAGE);
    }

    @Benchmark
    @OperationsPerInvocation(PAGE)
    public List<byte[]> readHistoryFloor(Plain plain) throws Exception {
        return plain.database.latest(PEER.toString(), PAGE);
    }
}
