/** libsodium behind the Crypto port: put it on the class or module path, and it is used. */
module org.session4j.crypto.sodium {
    requires static org.jspecify;
    requires static com.google.errorprone.annotations;
    requires org.session4j.protocol;
    requires lazysodium.java;
    requires com.sun.jna;

    exports org.session4j.crypto.sodium;

    provides org.session4j.protocol.crypto.CryptoProvider with
            org.session4j.crypto.sodium.SodiumCryptoProvider;
}
