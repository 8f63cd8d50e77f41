/** The stand-in for the daemon beside each storage server, and for the seed servers, which are such daemons. */
@NullMarked
@CheckReturnValue
package org.session4j.testkit.internal.daemon;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
