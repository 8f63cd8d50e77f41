package org.session4j.store.sqlite;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.session4j.client.store.StoreException;
import org.sqlite.SQLiteConfig;

/**
 * One connection to a SQLite file, used by one thread at a time. A commit is on the disk when it returns
 * ({@code synchronous=FULL}), and what is deleted is overwritten ({@code secure_delete}).
 */
final class Database implements AutoCloseable {

    private static final int BUSY_MILLIS = 5_000;

    /** Held for one statement or one transaction; nothing else is called under it. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private boolean closed;

    /** Statements to run in one go. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws SQLException;
    }

    /** Makes a value of a row. */
    @FunctionalInterface
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private Database(Connection connection) {
        this.connection = connection;
    }

    static Database open(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_MILLIS);
        config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
        // Two clients of one store would each miss what the other changes.
        config.setLockingMode(SQLiteConfig.LockingMode.EXCLUSIVE);
        try {
            Connection connection = config.createConnection("jdbc:sqlite:" + file);
            try {
                Schema.migrate(connection);
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
            return new Database(connection);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** All or nothing. */
    <T> T transaction(Work<T> work) {
        return locked(() -> {
            connection.setAutoCommit(false);
            try {
                T result = work.run();
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        });
    }

    <T> List<T> list(String sql, RowReader<T> reader, Object... arguments) {
        return locked(() -> {
            try (ResultSet rows = bound(sql, arguments).executeQuery()) {
                List<T> list = new ArrayList<>();
                while (rows.next()) {
                    list.add(reader.read(rows));
                }
                return list;
            }
        });
    }

    /** Returns how many rows it changed. */
    @CanIgnoreReturnValue
    int update(String sql, Object... arguments) {
        return locked(() -> bound(sql, arguments).executeUpdate());
    }

    /** Empties the journal into the file and the file of what was deleted. */
    void compact() {
        int unused = locked(() -> {
            // A statement that is kept counts as one in progress.
            for (PreparedStatement kept : prepared.values()) {
                kept.close();
            }
            prepared.clear();
            try (Statement statement = connection.createStatement()) {
                statement.execute("VACUUM");
                statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
            }
            return 0;
        });
    }

    private PreparedStatement bound(String sql, Object... arguments) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
        }
        return statement;
    }

    private <T> T locked(Work<T> work) {
        lock.lock();
        try {
            if (closed) {
                throw new StoreException("the store is closed", null);
            }
            return work.run();
        } catch (SQLException e) {
            throw failed(e);
        } finally {
            lock.unlock();
        }
    }

    /** Statements hold no private value, only their arguments do, and those are not in the exception. */
    private static StoreException failed(SQLException e) {
        return new StoreException("the store failed: " + e.getErrorCode(), e);
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                connection.close();
            }
        } catch (SQLException e) {
            throw failed(e);
        } finally {
            lock.unlock();
        }
    }
}
