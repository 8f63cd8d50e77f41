package org.session4j.swarm;

/** The version of the network's rules that a node follows, {@code hf} in its answers. */
public record HardFork(int major, int revision) {}
