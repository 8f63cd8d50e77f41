/**
 * Which swarm holds an account, and everything one can ask of it: storing, retrieving, deleting, extending, polling,
 * and names (ONS).
 *
 * <p>{@link org.session4j.swarm.SwarmClient} is the way in. It chooses a member of the swarm, signs the request, sends
 * it through {@link org.session4j.onion.OnionSender}, follows a redirect, resynchronises the clock, tries other members,
 * and verifies what the members signed. What they said, node by node, is a result and not an exception.
 *
 * <p>The requests themselves are in {@link org.session4j.swarm.wire}.
 */
@NullMarked
@CheckReturnValue
package org.session4j.swarm;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
