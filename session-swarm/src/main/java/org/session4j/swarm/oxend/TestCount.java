package org.session4j.swarm.oxend;

/** How the last tests of a node by its peers ended. */
public record TestCount(long passed, long failed) {}
