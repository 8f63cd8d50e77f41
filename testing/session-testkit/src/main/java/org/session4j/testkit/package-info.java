/** A whole Session network inside the JVM, with faults that a test switches on. */
@NullMarked
@CheckReturnValue
package org.session4j.testkit;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
