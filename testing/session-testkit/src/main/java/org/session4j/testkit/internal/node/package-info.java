/** What a node is, which nodes there are, how they reach each other, and what goes wrong meanwhile. */
@NullMarked
@CheckReturnValue
package org.session4j.testkit.internal.node;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
