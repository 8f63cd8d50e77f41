/** HTTPS to service nodes and seed servers with OkHttp. */
module org.session4j.transport.okhttp {
    requires static org.jspecify;
    requires static com.google.errorprone.annotations;
    requires org.session4j.onion;
    requires okhttp3;

    exports org.session4j.transport.okhttp;

    provides org.session4j.onion.TransportProvider with
            org.session4j.transport.okhttp.OkHttpTransportProvider;
}
