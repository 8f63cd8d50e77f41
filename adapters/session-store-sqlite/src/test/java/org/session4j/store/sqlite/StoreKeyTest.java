package org.session4j.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.Aead;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.session4j.client.store.AccountSettings;
import org.session4j.client.store.StoreChange;
import org.session4j.client.store.StoreException;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.ConfigType;

class StoreKeyTest {

    private static final SessionId ME = Account.generate().sessionId();

    @TempDir
    Path folder;

    private SqliteMessageStore open(String passphrase) {
        return SqliteMessageStore.open(folder, StoreKey.ofPassphrase(passphrase.toCharArray()));
    }

    @Test
    void theSamePassphraseOpensItAgainAndAnotherDoesNot() {
        open("open sesame").close();
        assertThatThrownBy(() -> open("open barley")).isInstanceOf(StoreException.class);
        try (SqliteMessageStore again = open("open sesame")) {
            assertThat(again.conversations(ME)).isEmpty();
        }
    }

    @Test
    void aKeyIsOfThirtyTwoBytesAndIsCopied() throws Exception {
        assertThatThrownBy(() -> StoreKey.of(new byte[31])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> StoreKey.ofPassphrase(new char[0])).isInstanceOf(IllegalArgumentException.class);
        byte[] given = new byte[StoreKey.LENGTH];
        Aead before = StoreKey.of(given).toAead(new byte[16]);
        StoreKey copied = StoreKey.of(given);
        given[0] = 1;
        byte[] sealed = before.encrypt(new byte[] {7}, new byte[0]);
        assertThat(copied.toAead(new byte[16]).decrypt(sealed, new byte[0])).containsExactly(7);
        assertThat(copied).hasToString("StoreKey");
    }

    @Test
    void aSecondStoreInTheSameFolderIsRefused() {
        try (SqliteMessageStore first = open("open sesame")) {
            assertThatThrownBy(() -> open("open sesame")).isInstanceOf(StoreException.class);
            assertThat(first.conversations(ME)).isEmpty();
        }
    }

    @Test
    void aStoreOfTheFirstVersionGetsWhatItLacksAndKeepsWhatItHas() throws Exception {
        StoreChange.PutSettings chosen = new StoreChange.PutSettings(new AccountSettings(true, false, null));
        try (SqliteMessageStore store = open("open sesame")) {
            store.apply(ME, List.of(chosen));
        }
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("store.db"));
                var statement = connection.createStatement()) {
            for (String table : List.of("document", "part", "held", "mark")) {
                statement.execute("DROP TABLE " + table);
            }
            statement.execute("CREATE TABLE mark (account INTEGER NOT NULL, ix BLOB NOT NULL, body BLOB NOT NULL,"
                    + " PRIMARY KEY (account, ix)) WITHOUT ROWID");
            statement.execute("INSERT INTO mark SELECT id, x'01', x'02' FROM account");
            statement.execute("PRAGMA user_version = 1");
        }
        try (SqliteMessageStore store = open("open sesame")) {
            assertThat(store.settings(ME)).isEqualTo(chosen.settings());
            assertThat(store.document(ME, ConfigType.CONTACTS)).isEmpty();
            store.apply(ME, List.of(new StoreChange.PutDocument(ConfigType.CONTACTS, Bytes.utf8("dump"))));
            assertThat(store.document(ME, ConfigType.CONTACTS)).contains(Bytes.utf8("dump"));
            assertThat(store.groups(ME)).isEmpty();
            assertThat(store.readMarks(ME)).as("of nobody known").isEmpty();
        }
    }

    @Test
    void aStoreOfALaterReleaseIsNotTouched() throws Exception {
        open("open sesame").close();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("store.db"));
                var statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = 99");
        }
        assertThatThrownBy(() -> open("open sesame"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("99");
    }

    @Test
    void whatIsNoDatabaseIsRefused() throws Exception {
        Files.writeString(
                folder.resolve("store.db"), "this is no database, and long enough to be seen as none".repeat(90));
        assertThatThrownBy(() -> open("open sesame")).isInstanceOf(StoreException.class);
    }
}
