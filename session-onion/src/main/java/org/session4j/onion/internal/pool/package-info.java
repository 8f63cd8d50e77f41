/** The node list: first fetched from seeds, later refreshed by agreement of nodes. */
@NullMarked
@CheckReturnValue
package org.session4j.onion.internal.pool;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
