/** Accounts, ids, recovery phrases, message content, encryption, files, config sync and linked devices of the Session protocol. Pure: no I/O, clock or threads. */
module org.session4j.protocol {
    requires static org.jspecify;
    requires static com.google.errorprone.annotations;
    requires com.github.luben.zstd_jni;
    requires org.bouncycastle.provider;

    exports org.session4j.protocol;
    exports org.session4j.protocol.attachment;
    exports org.session4j.protocol.blinding;
    exports org.session4j.protocol.community;
    exports org.session4j.protocol.config;
    exports org.session4j.protocol.config.documents;
    exports org.session4j.protocol.crypto;
    exports org.session4j.protocol.devices;
    exports org.session4j.protocol.message;
    exports org.session4j.protocol.v2;
    exports org.session4j.protocol.wire;

    // The table-driven protobuf codec, for the messages of groups; not for users.
    exports org.session4j.protocol.internal.proto to
            org.session4j.groups;

    // The JDK's ciphers, kept per thread; not for users.
    exports org.session4j.protocol.internal.cipher to
            org.session4j.groups,
            org.session4j.onion;

    uses org.session4j.protocol.crypto.CryptoProvider;
}
