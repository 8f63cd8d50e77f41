/** A server outside of the service node network, which onion requests reach through the last node of a path. */
@NullMarked
@CheckReturnValue
package org.session4j.testkit.internal.server;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
