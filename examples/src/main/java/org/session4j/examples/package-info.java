/** Programs a newcomer runs and copies. */
@NullMarked
@CheckReturnValue
package org.session4j.examples;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
