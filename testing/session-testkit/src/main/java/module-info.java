/** A whole Session network inside the JVM, with faults that a test switches on. */
module org.session4j.testkit {
    requires static org.jspecify;
    requires static com.google.errorprone.annotations;
    requires transitive org.session4j.client;
    requires com.fasterxml.jackson.databind;
    requires io.netty.codec.http;
    requires io.netty.handler;
    requires io.netty.transport;
    requires io.netty.buffer;
    requires io.netty.common;
    requires io.netty.codec;
    requires okhttp3.tls;
    requires static transitive org.junit.jupiter.api;

    exports org.session4j.testkit;
}
