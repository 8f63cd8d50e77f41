/**
 * The service node network as a client sees it: the node list, onion paths through it, and requests over those paths.
 *
 * <p>Nothing here knows what a request says. {@link org.session4j.onion.OnionSender} takes bytes for a
 * {@link org.session4j.onion.Destination} and gives the opened answer back; swarms, storage and polling are built on it.
 */
@NullMarked
@CheckReturnValue
package org.session4j.onion;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
