/** Closed groups of the Session protocol: sender keys, legacy closed groups, groups v2. Pure: no I/O, clock or threads. */
module org.session4j.groups {
    requires static org.jspecify;
    requires static com.google.errorprone.annotations;
    requires transitive org.session4j.protocol;

    exports org.session4j.groups;
    exports org.session4j.groups.v2;
    exports org.session4j.groups.legacy;
    exports org.session4j.groups.senderkeys;
    exports org.session4j.groups.senderkeys.legacy2020;
}
