package org.session4j.swarm.oxend;

/** How much somebody gets. */
public record Payment(CoinAddress address, CoinAmount amount) {}
