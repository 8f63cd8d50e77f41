/** Session IDs and recovery phrases as QR codes, written and read. */
module org.session4j.qr {
    requires static org.jspecify;
    requires static com.google.errorprone.annotations;
    requires transitive org.session4j.protocol;
    requires com.google.zxing;
    requires java.desktop;

    exports org.session4j.qr;
}
