/** Swarms, the storage RPC and polling. */
module org.session4j.swarm {
    requires static org.jspecify;
    requires static com.google.errorprone.annotations;
    requires transitive org.session4j.onion;
    requires com.fasterxml.jackson.databind;
    requires org.slf4j;

    exports org.session4j.swarm;
    exports org.session4j.swarm.oxend;
    exports org.session4j.swarm.push;
    exports org.session4j.swarm.wire;
}
