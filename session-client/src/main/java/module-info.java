/** An account that sends, receives and remembers. */
module org.session4j.client {
    requires static org.jspecify;
    requires static com.google.errorprone.annotations;
    requires transitive org.session4j.groups;
    requires transitive org.session4j.swarm;
    requires com.fasterxml.jackson.databind;
    requires org.slf4j;

    exports org.session4j.client;
    exports org.session4j.client.store;
}
