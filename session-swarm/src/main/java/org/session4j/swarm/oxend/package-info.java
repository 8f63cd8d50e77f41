/**
 * The node network and its coin as a program sees them: what daemons know ({@link org.session4j.swarm.oxend.OxendRelay}
 * through service nodes, {@link org.session4j.swarm.oxend.OxendDaemon} directly), and a wallet on this machine
 * ({@link org.session4j.swarm.oxend.WalletClient}) (services: the node network as an observer).
 *
 * <p>Amounts are {@link org.session4j.swarm.oxend.CoinAmount}, exact. Nothing here writes to a log, and no exception or
 * {@code toString} shows an address, a password or what a transfer is made of.
 */
@NullMarked
@CheckReturnValue
package org.session4j.swarm.oxend;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
