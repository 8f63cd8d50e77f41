/** How requests find a member of a swarm, and are tried again: what lives behind {@link org.session4j.swarm.SwarmClient}. */
@NullMarked
@CheckReturnValue
package org.session4j.swarm.internal;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
