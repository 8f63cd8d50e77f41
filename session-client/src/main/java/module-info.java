/** An account that sends, receives and remembers. */
module org.session4j.client {
    requires static org.jspecify;
    requires static com.google.errorprone.annotations;
    requires transitive org.session4j.swarm;
    requires org.slf4j;

    exports org.session4j.client;
}
