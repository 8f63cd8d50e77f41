/** The messages that a node keeps. */
@NullMarked
@CheckReturnValue
package org.session4j.testkit.internal.storage;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
