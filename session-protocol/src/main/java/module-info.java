/** Accounts, ids, recovery phrases, message content, encryption and files of the Session protocol. Pure: no I/O, clock or threads. */
module org.session4j.protocol {
    requires static org.jspecify;
    requires static com.google.errorprone.annotations;
    requires org.bouncycastle.provider;

    exports org.session4j.protocol;
    exports org.session4j.protocol.attachment;
    exports org.session4j.protocol.crypto;
    exports org.session4j.protocol.message;
    exports org.session4j.protocol.wire;

    // The table-driven protobuf codec, for the messages of groups; not for users.
    exports org.session4j.protocol.internal.proto to
            org.session4j.groups;

    uses org.session4j.protocol.crypto.CryptoProvider;
}
