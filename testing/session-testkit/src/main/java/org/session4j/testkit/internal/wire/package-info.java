/** Encodings of what nodes say to each other, and JSON as the server writes it. */
@NullMarked
@CheckReturnValue
package org.session4j.testkit.internal.wire;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
