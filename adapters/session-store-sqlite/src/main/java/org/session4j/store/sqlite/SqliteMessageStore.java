package org.session4j.store.sqlite;

import com.google.crypto.tink.Aead;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.session4j.client.ChatMessage;
import org.session4j.client.Conversation;
import org.session4j.client.store.AccountSettings;
import org.session4j.client.store.ConversationState;
import org.session4j.client.store.ConversationSummary;
import org.session4j.client.store.FileCache;
import org.session4j.client.store.GroupPart;
import org.session4j.client.store.HeldMessage;
import org.session4j.client.store.MessageStore;
import org.session4j.client.store.PendingMessage;
import org.session4j.client.store.ReadMark;
import org.session4j.client.store.StoreChange;
import org.session4j.client.store.StoreException;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.ConfigType;
import org.session4j.protocol.message.MessageReference;
import org.session4j.swarm.MessageHash;

/**
 * A store in a folder: {@code store.db} is a SQLite database, {@code files} holds files. Everything private is encrypted with
 * Tink under keys of the account, these under a key of the store, and that one under a {@link StoreKey}; ids and hashes
 * serve as blind indexes. In clear stand times, numbers of rows and sizes.
 *
 * <pre>{@code
 * try (MessageStore store = SqliteMessageStore.open(folder, StoreKey.ofPassphrase(passphrase));
 *         SessionClient client = SessionClient.builder(network).account(account).store(store).open()) {
 *     ...
 * }
 * }</pre>
 *
 * <p>One process at a time may have a folder open. What {@link #apply} has returned from survives a crash of the process and
 * of the machine.
 */
public final class SqliteMessageStore implements MessageStore {

    private static final int SALT_LENGTH = 16;

    private final Path folder;
    private final Database database;
    private final Keyset storeKeys;

    /** Guards the map below; the database is asked under it. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Map<SessionId, AccountRows> accounts = new HashMap<>();

    private SqliteMessageStore(Path folder, Database database, Keyset storeKeys) {
        this.folder = folder;
        this.database = database;
        this.storeKeys = storeKeys;
    }

    /**
     * Opens the store in a folder, or makes a new one there.
     *
     * @param key is wiped, whether it fits or not
     * @throws StoreException if the key does not fit, another process has the folder open, or it cannot be written
     */
    public static SqliteMessageStore open(Path folder, StoreKey key) {
        try {
            Files.createDirectories(folder);
            Database database = Database.open(folder.resolve("store.db"));
            try {
                return new SqliteMessageStore(folder, database, database.transaction(() -> storeKeys(database, key)));
            } catch (RuntimeException e) {
                database.close();
                throw e;
            }
        } catch (IOException e) {
            throw new StoreException("the folder cannot be written", e);
        } finally {
            key.destroy();
        }
    }

    private record Wrapped(Bytes salt, Bytes keys) {}

    private static Keyset storeKeys(Database database, StoreKey key) {
        List<Wrapped> wrapped = database.list(
                "SELECT salt, keys FROM store",
                row -> new Wrapped(Bytes.of(row.getBytes(1)), Bytes.of(row.getBytes(2))));
        if (!wrapped.isEmpty()) {
            Aead outer = key.toAead(wrapped.get(0).salt().toByteArray());
            return Keyset.unwrap(wrapped.get(0).keys().toByteArray(), outer);
        }
        byte[] salt = new byte[SALT_LENGTH];
        new SecureRandom().nextBytes(salt);
        Keyset keys = Keyset.generate();
        database.update("INSERT INTO store (id, salt, keys) VALUES (1, ?, ?)", salt, keys.wrap(key.toAead(salt)));
        return keys;
    }

    @Override
    public void apply(SessionId account, List<? extends StoreChange> changes) {
        AccountRows rows = rows(account);
        int unused = database.transaction(() -> {
            changes.forEach(rows::apply);
            return changes.size();
        });
    }

    @Override
    public Optional<ChatMessage> message(SessionId account, MessageReference reference) {
        return rows(account).message(reference);
    }

    @Override
    public List<ChatMessage> history(SessionId account, Conversation conversation, Instant before, int limit) {
        return rows(account).history(conversation, before, limit);
    }

    @Override
    public List<ChatMessage> unread(SessionId account, Conversation conversation, Instant upTo) {
        return rows(account).unread(conversation, upTo);
    }

    @Override
    public List<ChatMessage> expiring(SessionId account, Instant until, int limit) {
        return rows(account).expiring(until, limit);
    }

    @Override
    public Optional<Instant> nextExpiry(SessionId account) {
        return rows(account).nextExpiry();
    }

    @Override
    public List<ConversationSummary> conversations(SessionId account) {
        return rows(account).conversations();
    }

    @Override
    public Optional<ConversationState> conversation(SessionId account, Conversation conversation) {
        return rows(account).conversation(conversation);
    }

    @Override
    public Set<MessageHash> seen(SessionId account, Set<MessageHash> hashes) {
        return rows(account).seen(hashes);
    }

    @Override
    public List<ReadMark> readMarks(SessionId account) {
        return rows(account).readMarks();
    }

    @Override
    public List<PendingMessage> pending(SessionId account) {
        return rows(account).pending();
    }

    @Override
    public AccountSettings settings(SessionId account) {
        return rows(account).settings();
    }

    @Override
    public Optional<Bytes> document(SessionId account, ConfigType type) {
        return rows(account).document(type);
    }

    @Override
    public Set<SessionId> groups(SessionId account) {
        return rows(account).groups().ids();
    }

    @Override
    public Optional<Bytes> groupPart(SessionId account, SessionId group, GroupPart part) {
        return rows(account).groups().part(group, part);
    }

    @Override
    public List<HeldMessage> held(SessionId account, SessionId group) {
        return rows(account).groups().held(group);
    }

    @Override
    public FileCache files(SessionId account) {
        AccountRows rows = rows(account);
        return new SqliteFileCache(folderOf(rows), rows.keys());
    }

    private Path folderOf(AccountRows rows) {
        return folder.resolve("files").resolve(Long.toString(rows.account()));
    }

    /** The keys go first, in a transaction of their own: whatever fails after that leaves only what nobody can read. */
    @Override
    public boolean wipe(SessionId account) {
        return locked(() -> {
            AccountRows rows = rows(account);
            accounts.remove(account);
            database.update("DELETE FROM account WHERE id = ?", rows.account());
            for (String table : Schema.TABLES_OF_ACCOUNT) {
                database.update("DELETE FROM " + table + " WHERE account = ?", rows.account());
            }
            boolean filesGone = deleteAll(folderOf(rows));
            database.compact();
            return filesGone;
        });
    }

    private static boolean deleteAll(Path folder) {
        if (!Files.exists(folder)) {
            return true;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.deleteIfExists(file);
            }
            return Files.deleteIfExists(folder);
        } catch (IOException e) {
            return false;
        }
    }

    /** Of an account that is new or known. */
    private AccountRows rows(SessionId account) {
        return locked(() -> accounts.computeIfAbsent(account, this::load));
    }

    private AccountRows load(SessionId account) {
        byte[] ix = storeKeys.index("account", account.toString());
        return database.transaction(() -> find(ix).orElseGet(() -> {
            database.update(
                    "INSERT INTO account (ix, keys) VALUES (?, ?)",
                    ix,
                    Keyset.generate().wrap(storeKeys.fields()));
            return find(ix).orElseThrow();
        }));
    }

    private Optional<AccountRows> find(byte[] ix) {
        return database
                .list(
                        "SELECT id, keys FROM account WHERE ix = ?",
                        row -> new AccountRows(
                                database, row.getLong(1), Keyset.unwrap(row.getBytes(2), storeKeys.fields())),
                        (Object) ix)
                .stream()
                .findFirst();
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
