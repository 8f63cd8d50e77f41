/** The service node list, onion paths and onion requests. */
module org.session4j.onion {
    requires static org.jspecify;
    requires static com.google.errorprone.annotations;
    requires transitive org.session4j.protocol;
    requires com.fasterxml.jackson.databind;
    requires org.slf4j;

    exports org.session4j.onion;
    exports org.session4j.onion.wire;

    uses org.session4j.onion.TransportProvider;
}
