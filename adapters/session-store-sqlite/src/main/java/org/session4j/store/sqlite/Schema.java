package org.session4j.store.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.session4j.client.store.StoreException;

/**
 * The tables, and how older ones become newer. Blobs named {@code ix} are blind indexes ({@link Keyset#index}), those named
 * {@code body} are sealed ({@link Keyset#seal}). In clear stand only times, counts and sizes.
 */
final class Schema {

    /** Each brings a store to the version of its place in the list, from 1. A step that was released is never changed. */
    private static final List<List<String>> STEPS = List.of(
            List.of(
                    "CREATE TABLE store (id INTEGER PRIMARY KEY CHECK (id = 1), salt BLOB NOT NULL, keys BLOB NOT NULL)",
                    "CREATE TABLE account (id INTEGER PRIMARY KEY AUTOINCREMENT, ix BLOB NOT NULL UNIQUE, keys BLOB NOT NULL)",
                    "CREATE TABLE message (place INTEGER PRIMARY KEY AUTOINCREMENT, account INTEGER NOT NULL, ix BLOB NOT NULL,"
                            + " conversation BLOB NOT NULL, sent INTEGER NOT NULL, unread INTEGER NOT NULL, expires INTEGER,"
                            + " body BLOB NOT NULL, UNIQUE (account, ix))",
                    "CREATE INDEX message_history ON message (account, conversation, sent, place)",
                    "CREATE INDEX message_unread ON message (account, conversation, sent) WHERE unread = 1",
                    "CREATE INDEX message_expires ON message (account, expires) WHERE expires IS NOT NULL",
                    "CREATE TABLE conversation (account INTEGER NOT NULL, ix BLOB NOT NULL, body BLOB NOT NULL,"
                            + " PRIMARY KEY (account, ix)) WITHOUT ROWID",
                    "CREATE TABLE seen (account INTEGER NOT NULL, ix BLOB NOT NULL, forget INTEGER NOT NULL,"
                            + " PRIMARY KEY (account, ix)) WITHOUT ROWID",
                    "CREATE INDEX seen_forget ON seen (account, forget)",
                    "CREATE TABLE mark (account INTEGER NOT NULL, ix BLOB NOT NULL, body BLOB NOT NULL,"
                            + " PRIMARY KEY (account, ix)) WITHOUT ROWID",
                    "CREATE TABLE pending (account INTEGER NOT NULL, number INTEGER NOT NULL, body BLOB NOT NULL,"
                            + " PRIMARY KEY (account, number)) WITHOUT ROWID",
                    "CREATE TABLE settings (account INTEGER PRIMARY KEY, body BLOB NOT NULL)"),
            List.of(
                    "CREATE TABLE document (account INTEGER NOT NULL, ix BLOB NOT NULL, body BLOB NOT NULL,"
                            + " PRIMARY KEY (account, ix)) WITHOUT ROWID",
                    // Marks did not say whose they are: what they marked is read once more, and known by its hashes.
                    "DROP TABLE mark",
                    "CREATE TABLE mark (account INTEGER NOT NULL, ix BLOB NOT NULL, owner BLOB NOT NULL, body BLOB NOT NULL,"
                            + " PRIMARY KEY (account, ix)) WITHOUT ROWID",
                    "CREATE TABLE part (account INTEGER NOT NULL, ix BLOB NOT NULL, owner BLOB NOT NULL, id BLOB NOT NULL,"
                            + " body BLOB NOT NULL, PRIMARY KEY (account, ix)) WITHOUT ROWID",
                    "CREATE INDEX part_owner ON part (account, owner)",
                    "CREATE TABLE held (account INTEGER NOT NULL, ix BLOB NOT NULL, owner BLOB NOT NULL, sent INTEGER NOT NULL,"
                            + " body BLOB NOT NULL, PRIMARY KEY (account, ix)) WITHOUT ROWID",
                    "CREATE INDEX held_owner ON held (account, owner, sent)"));

    private Schema() {}

    /** All that belongs to an account, in an order in which it can be removed. */
    static final List<String> TABLES_OF_ACCOUNT =
            List.of("message", "conversation", "seen", "mark", "pending", "settings", "document", "part", "held");

    /** Brings a store up to date; each step is carried out as a whole or not at all. */
    static void migrate(Connection connection) throws SQLException {
        int version = version(connection);
        if (version > STEPS.size()) {
            throw new StoreException(
                    "the store is of version " + version + ", this release knows versions up to " + STEPS.size(), null);
        }
        for (int next = version; next < STEPS.size(); next++) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                for (String sql : STEPS.get(next)) {
                    statement.execute(sql);
                }
                statement.execute("PRAGMA user_version = " + (next + 1));
                connection.commit();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA user_version")) {
            return row.getInt(1);
        }
    }
}
