/** The formats of vector files, and how one case of them is run and judged. */
@NullMarked
@CheckReturnValue
package org.session4j.conformance.vector;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
