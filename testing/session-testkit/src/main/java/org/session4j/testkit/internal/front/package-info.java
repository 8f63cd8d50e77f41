/** The HTTP routes of a node. */
@NullMarked
@CheckReturnValue
package org.session4j.testkit.internal.front;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
