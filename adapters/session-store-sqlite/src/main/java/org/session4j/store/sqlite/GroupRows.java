package org.session4j.store.sqlite;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.session4j.client.store.GroupPart;
import org.session4j.client.store.HeldMessage;
import org.session4j.client.store.StoreChange;
import org.session4j.client.store.StoreException;
import org.session4j.client.store.StoredForms;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionId;
import org.session4j.swarm.MessageHash;

/** The rows of the groups of one account. */
final class GroupRows {

    private static final String PART = "part";
    private static final String PART_ID = "part id";
    private static final String HELD = "held";

    private final Database database;
    private final long account;
    private final Keyset keys;

    GroupRows(Database database, long account, Keyset keys) {
        this.database = database;
        this.account = account;
        this.keys = keys;
    }

    /** Within a transaction. */
    void put(StoreChange.PutGroupPart change) {
        byte[] ix = ix(change.group(), change.part());
        database.update(
                "INSERT OR REPLACE INTO part (account, ix, owner, id, body) VALUES (?, ?, ?, ?, ?)",
                account,
                ix,
                owner(change.group()),
                keys.seal(Bytes.utf8(change.group().toString()), PART_ID, ix),
                keys.seal(change.dump(), PART, ix));
    }

    /** Within a transaction. */
    void put(HeldMessage message) {
        byte[] ix = ix(message.group(), message.hash());
        database.update(
                "INSERT OR REPLACE INTO held (account, ix, owner, sent, body) VALUES (?, ?, ?, ?, ?)",
                account,
                ix,
                owner(message.group()),
                message.timestamp().toEpochMilli(),
                keys.seal(StoredForms.encode(message), HELD, ix));
    }

    /** Within a transaction. */
    void remove(SessionId group) {
        byte[] owner = owner(group);
        database.update("DELETE FROM part WHERE account = ? AND owner = ?", account, owner);
        database.update("DELETE FROM held WHERE account = ? AND owner = ?", account, owner);
        database.update("DELETE FROM mark WHERE account = ? AND owner = ?", account, owner);
    }

    /** Within a transaction. */
    void removeHeld(SessionId group, MessageHash hash) {
        database.update("DELETE FROM held WHERE account = ? AND ix = ?", account, ix(group, hash));
    }

    Set<SessionId> ids() {
        return new HashSet<>(database.list(
                "SELECT ix, id FROM part WHERE account = ?",
                row -> id(keys.open(row.getBytes("id"), PART_ID, row.getBytes("ix"))),
                account));
    }

    private static SessionId id(Bytes text) {
        try {
            return SessionId.parse(new String(text.toByteArray(), StandardCharsets.US_ASCII));
        } catch (MalformedDataException e) {
            throw new StoreException("group: not what was written", null);
        }
    }

    Optional<Bytes> part(SessionId group, GroupPart part) {
        byte[] ix = ix(group, part);
        return database
                .list(
                        "SELECT body FROM part WHERE account = ? AND ix = ?",
                        row -> keys.open(row.getBytes("body"), PART, ix),
                        account,
                        ix)
                .stream()
                .findFirst();
    }

    List<HeldMessage> held(SessionId group) {
        return database.list(
                "SELECT ix, body FROM held WHERE account = ? AND owner = ? ORDER BY sent, ix",
                row -> StoredForms.decodeHeld(keys.open(row.getBytes("body"), HELD, row.getBytes("ix"))),
                account,
                owner(group));
    }

    /** By what the rows of one owner of mailboxes are found. */
    byte[] owner(SessionId owner) {
        return keys.index("owner", owner.toString());
    }

    private byte[] ix(SessionId group, GroupPart part) {
        return keys.index(PART, group + "/" + part);
    }

    private byte[] ix(SessionId group, MessageHash hash) {
        return keys.index(HELD, group + "/" + hash);
    }
}
