/** The durable store: SQLite, encrypted at rest with Tink. */
module org.session4j.store.sqlite {
    requires static org.jspecify;
    requires static com.google.errorprone.annotations;
    requires transitive org.session4j.client;
    requires com.google.crypto.tink;
    requires java.sql;
    requires org.xerial.sqlitejdbc;

    exports org.session4j.store.sqlite;
}
