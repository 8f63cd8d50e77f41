/**
 * For implementers: the storage server's methods, one class a method, each with its parameters, the text that its
 * signature covers and the reader of its answer; the swarm object; redirects.
 *
 * <p>Nothing here sends anything. {@link org.session4j.swarm.SwarmClient} does.
 */
@NullMarked
@CheckReturnValue
package org.session4j.swarm.wire;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
