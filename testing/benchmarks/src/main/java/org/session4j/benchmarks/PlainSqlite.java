package org.session4j.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Messages in a SQLite file that anybody can read, as safe on the disk as those of the durable store. */
final class PlainSqlite implements AutoCloseable {

    private static final List<String> SETUP = List.of(
            "PRAGMA journal_mode = WAL",
            "PRAGMA synchronous = FULL",
            "PRAGMA secure_delete = true",
            "PRAGMA locking_mode = EXCLUSIVE",
            "CREATE TABLE message (place INTEGER PRIMARY KEY AUTOINCREMENT, reference TEXT NOT NULL UNIQUE,"
                    + " conversation TEXT NOT NULL, sent INTEGER NOT NULL, unread INTEGER NOT NULL, body BLOB NOT NULL)",
            "CREATE INDEX message_history ON message (conversation, sent, place)",
            "CREATE INDEX message_unread ON message (conversation, sent) WHERE unread = 1");

    private final Connection connection;
    private final PreparedStatement insert;
    private final PreparedStatement latest;

    private PlainSqlite(Connection connection) throws SQLException {
        this.connection = connection;
        this.insert = connection.prepareStatement(
                "INSERT INTO message (reference, conversation, sent, unread, body) VALUES (?, ?, ?, 1, ?)");
        this.latest = connection.prepareStatement("SELECT body FROM (SELECT place, sent, body FROM message"
                + " WHERE conversation = ? ORDER BY sent DESC, place DESC LIMIT ?) ORDER BY sent, place");
    }

    static PlainSqlite open(Path file) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        try (Statement statement = connection.createStatement()) {
            for (String sql : SETUP) {
                statement.execute(sql);
            }
        }
        connection.setAutoCommit(false);
        return new PlainSqlite(connection);
    }

    /** So many messages in one transaction, each a millisecond after the one before. */
    void insert(String conversation, long firstSent, byte[] body, int count) throws SQLException {
        for (long sent = firstSent; sent < firstSent + count; sent++) {
            insert.setString(1, conversation + "/" + sent);
            insert.setString(2, conversation);
            insert.setLong(3, sent);
            insert.setBytes(4, body);
            insert.executeUpdate();
        }
        connection.commit();
    }

    List<byte[]> latest(String conversation, int limit) throws SQLException {
        latest.setString(1, conversation);
        latest.setInt(2, limit);
        try (ResultSet rows = latest.executeQuery()) {
            List<byte[]> bodies = new ArrayList<>();
            while (rows.next()) {
                bodies.add(rows.getBytes(1));
            }
            return bodies;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
