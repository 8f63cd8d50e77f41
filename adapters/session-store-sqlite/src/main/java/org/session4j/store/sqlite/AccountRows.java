package org.session4j.store.sqlite;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.session4j.client.ChatMessage;
import org.session4j.client.Conversation;
import org.session4j.client.store.AccountSettings;
import org.session4j.client.store.ConversationState;
import org.session4j.client.store.ConversationSummary;
import org.session4j.client.store.PendingMessage;
import org.session4j.client.store.ReadMark;
import org.session4j.client.store.StoreChange;
import org.session4j.client.store.StoredForms;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.config.ConfigType;
import org.session4j.protocol.message.MessageReference;
import org.session4j.swarm.MessageHash;

/** The rows of one account: what stands in which table, and under which key it is sealed. */
final class AccountRows {

    private static final String BODY = "body";
    private static final byte[] NO_PLACE = {};

    private final Database database;
    private final long account;
    private final Keyset keys;
    private final GroupRows groups;

    AccountRows(Database database, long account, Keyset keys) {
        this.database = database;
        this.account = account;
        this.keys = keys;
        this.groups = new GroupRows(database, account, keys);
    }

    long account() {
        return account;
    }

    Keyset keys() {
        return keys;
    }

    /** Within a transaction. */
    void apply(StoreChange change) {
        if (change instanceof StoreChange.PutMessage put) {
            put(put.message());
        } else if (change instanceof StoreChange.RemoveMessage remove) {
            database.update("DELETE FROM message WHERE account = ? AND ix = ?", account, ix(remove.reference()));
        } else if (change instanceof StoreChange.PutConversation put) {
            put(put.state());
        } else if (change instanceof StoreChange.RemoveConversation remove) {
            byte[] ix = ix(remove.conversation());
            database.update("DELETE FROM message WHERE account = ? AND conversation = ?", account, ix);
            database.update("DELETE FROM conversation WHERE account = ? AND ix = ?", account, ix);
        } else if (change instanceof StoreChange.PutSeen seen) {
            database.update(
                    "INSERT OR REPLACE INTO seen (account, ix, forget) VALUES (?, ?, ?)",
                    account,
                    ix(seen.hash()),
                    seen.forgetAfter().toEpochMilli());
        } else if (change instanceof StoreChange.ForgetSeen forget) {
            database.update(
                    "DELETE FROM seen WHERE account = ? AND forget < ?",
                    account,
                    forget.now().toEpochMilli());
        } else if (change instanceof StoreChange.PutReadMark put) {
            put(put.mark());
        } else if (change instanceof StoreChange.ForgetReadMarks forget) {
            database.update("DELETE FROM mark WHERE account = ? AND owner = ?", account, groups.owner(forget.owner()));
        } else if (change instanceof StoreChange.PutPending put) {
            put(put.message());
        } else if (change instanceof StoreChange.RemovePending remove) {
            database.update("DELETE FROM pending WHERE account = ? AND number = ?", account, remove.number());
        } else if (change instanceof StoreChange.PutSettings put) {
            database.update(
                    "INSERT OR REPLACE INTO settings (account, body) VALUES (?, ?)",
                    account,
                    keys.seal(StoredForms.encode(put.settings()), "settings", NO_PLACE));
        } else if (change instanceof StoreChange.PutDocument put) {
            byte[] ix = ix(put.type());
            database.update(
                    "INSERT OR REPLACE INTO document (account, ix, body) VALUES (?, ?, ?)",
                    account,
                    ix,
                    keys.seal(put.dump(), "document", ix));
        } else {
            applyToGroup(change);
        }
    }

    private void applyToGroup(StoreChange change) {
        if (change instanceof StoreChange.PutGroupPart put) {
            groups.put(put);
        } else if (change instanceof StoreChange.RemoveGroup remove) {
            groups.remove(remove.group());
        } else if (change instanceof StoreChange.PutHeld put) {
            groups.put(put.message());
        } else if (change instanceof StoreChange.RemoveHeld remove) {
            groups.removeHeld(remove.group(), remove.hash());
        }
    }

    GroupRows groups() {
        return groups;
    }

    private void put(ChatMessage message) {
        byte[] ix = ix(message.reference());
        Object[] values = {
            ix(message.conversation()),
            message.timestamp().toEpochMilli(),
            message.isUnread() ? 1 : 0,
            millis(message.expiresAt()),
            keys.seal(StoredForms.encode(message), "message", ix),
            account,
            ix
        };
        int replaced = database.update(
                "UPDATE message SET conversation = ?, sent = ?, unread = ?, expires = ?, body = ?"
                        + " WHERE account = ? AND ix = ?",
                values);
        if (replaced == 0) {
            database.update(
                    "INSERT INTO message (conversation, sent, unread, expires, body, account, ix)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                    values);
        }
    }

    private void put(ConversationState state) {
        byte[] ix = ix(state.conversation());
        database.update(
                "INSERT OR REPLACE INTO conversation (account, ix, body) VALUES (?, ?, ?)",
                account,
                ix,
                keys.seal(StoredForms.encode(state), "conversation", ix));
    }

    private void put(ReadMark mark) {
        byte[] ix = keys.index("mark", mark.owner() + "/" + mark.node() + "/" + mark.namespace());
        database.update(
                "INSERT OR REPLACE INTO mark (account, ix, owner, body) VALUES (?, ?, ?, ?)",
                account,
                ix,
                groups.owner(mark.owner()),
                keys.seal(StoredForms.encode(mark), "mark", ix));
    }

    private void put(PendingMessage message) {
        database.update(
                "INSERT OR REPLACE INTO pending (account, number, body) VALUES (?, ?, ?)",
                account,
                message.number(),
                keys.seal(StoredForms.encode(message), "pending", place(message.number())));
    }

    Optional<ChatMessage> message(MessageReference reference) {
        return database
                .list(
                        "SELECT ix, body FROM message WHERE account = ? AND ix = ?",
                        this::message,
                        account,
                        ix(reference))
                .stream()
                .findFirst();
    }

    /** The latest ones, in the order of their sending times. */
    List<ChatMessage> history(Conversation conversation, Instant before, int limit) {
        return database.list(
                "SELECT * FROM (SELECT place, sent, ix, body FROM message WHERE account = ? AND conversation = ?"
                        + " AND sent < ? ORDER BY sent DESC, place DESC LIMIT ?) ORDER BY sent, place",
                this::message,
                account,
                ix(conversation),
                clampedMillis(before),
                limit);
    }

    List<ChatMessage> unread(Conversation conversation, Instant upTo) {
        return database.list(
                "SELECT ix, body FROM message WHERE account = ? AND conversation = ? AND unread = 1 AND sent <= ?"
                        + " ORDER BY sent, place",
                this::message,
                account,
                ix(conversation),
                clampedMillis(upTo));
    }

    List<ChatMessage> expiring(Instant until, int limit) {
        return database.list(
                "SELECT ix, body FROM message WHERE account = ? AND expires IS NOT NULL AND expires <= ?"
                        + " ORDER BY expires, place LIMIT ?",
                this::message,
                account,
                clampedMillis(until),
                limit);
    }

    Optional<Instant> nextExpiry() {
        return database
                .list(
                        "SELECT expires FROM message WHERE account = ? AND expires IS NOT NULL ORDER BY expires LIMIT 1",
                        row -> Instant.ofEpochMilli(row.getLong(1)),
                        account)
                .stream()
                .findFirst();
    }

    /** With the latest message first; those without one come last. */
    List<ConversationSummary> conversations() {
        Map<Bytes, Latest> latest = new LinkedHashMap<>();
        // SQLite takes the other columns from the row with the maximum.
        database.list(
                        "SELECT conversation, ix, body, SUM(unread), MAX(sent) AS last"
                                + " FROM message WHERE account = ? GROUP BY conversation ORDER BY last DESC",
                        row -> new Latest(Bytes.of(row.getBytes(1)), message(row), row.getInt(4)),
                        account)
                .forEach(each -> latest.put(each.conversation(), each));
        Map<Bytes, ConversationState> states = new LinkedHashMap<>();
        database.list("SELECT ix, body FROM conversation WHERE account = ?", this::state, account)
                .forEach(state -> states.put(Bytes.of(ix(state.conversation())), state));
        List<ConversationSummary> summaries = new ArrayList<>();
        latest.forEach((ix, each) -> {
            ConversationState known = states.remove(ix);
            Conversation conversation = each.message().conversation();
            summaries.add(new ConversationSummary(
                    known == null ? ConversationState.initial(conversation) : known, each.unread(), each.message()));
        });
        states.values().forEach(state -> summaries.add(new ConversationSummary(state, 0, null)));
        return summaries;
    }

    private record Latest(Bytes conversation, ChatMessage message, int unread) {}

    Optional<ConversationState> conversation(Conversation conversation) {
        return database
                .list(
                        "SELECT ix, body FROM conversation WHERE account = ? AND ix = ?",
                        this::state,
                        account,
                        ix(conversation))
                .stream()
                .findFirst();
    }

    Set<MessageHash> seen(Set<MessageHash> hashes) {
        Set<MessageHash> seen = new HashSet<>();
        for (MessageHash hash : hashes) {
            if (!database.list("SELECT 1 FROM seen WHERE account = ? AND ix = ?", row -> 1, account, ix(hash))
                    .isEmpty()) {
                seen.add(hash);
            }
        }
        return seen;
    }

    List<ReadMark> readMarks() {
        return database.list(
                "SELECT ix, body FROM mark WHERE account = ?",
                row -> StoredForms.decodeMark(keys.open(row.getBytes(BODY), "mark", row.getBytes("ix"))),
                account);
    }

    List<PendingMessage> pending() {
        return database.list(
                "SELECT number, body FROM pending WHERE account = ? ORDER BY number",
                row -> StoredForms.decodePending(
                        keys.open(row.getBytes(BODY), "pending", place(row.getLong("number")))),
                account);
    }

    AccountSettings settings() {
        return database
                .list(
                        "SELECT body FROM settings WHERE account = ?",
                        row -> StoredForms.decodeSettings(keys.open(row.getBytes(BODY), "settings", NO_PLACE)),
                        account)
                .stream()
                .findFirst()
                .orElse(AccountSettings.DEFAULT);
    }

    Optional<Bytes> document(ConfigType type) {
        byte[] ix = ix(type);
        return database
                .list(
                        "SELECT body FROM document WHERE account = ? AND ix = ?",
                        row -> keys.open(row.getBytes(BODY), "document", ix),
                        account,
                        ix)
                .stream()
                .findFirst();
    }

    private ChatMessage message(ResultSet row) throws SQLException {
        return StoredForms.decodeMessage(keys.open(row.getBytes(BODY), "message", row.getBytes("ix")));
    }

    private ConversationState state(ResultSet row) throws SQLException {
        return StoredForms.decodeConversation(keys.open(row.getBytes(BODY), "conversation", row.getBytes("ix")));
    }

    private byte[] ix(MessageReference reference) {
        return keys.index(
                "message", reference.author() + "/" + reference.timestamp().toEpochMilli());
    }

    private byte[] ix(Conversation conversation) {
        return keys.index("conversation", StoredForms.conversation(conversation));
    }

    private byte[] ix(ConfigType type) {
        return keys.index("document", Integer.toString(type.namespace()));
    }

    private byte[] ix(MessageHash hash) {
        return keys.index("seen", hash.toString());
    }

    private static byte[] place(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    private static @Nullable Long millis(@Nullable Instant time) {
        return time == null ? null : clampedMillis(time);
    }

    private static long clampedMillis(Instant time) {
        return time.isAfter(FAR_FUTURE) ? Long.MAX_VALUE : time.toEpochMilli();
    }

    private static final Instant FAR_FUTURE = Instant.ofEpochMilli(Long.MAX_VALUE);
}
