/** Onion paths: which nodes make one, how it is built, tested, chosen for a request, rotated and mended. */
@NullMarked
@CheckReturnValue
package org.session4j.onion.internal.path;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
