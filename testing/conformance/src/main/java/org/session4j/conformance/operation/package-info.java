/**
 * The operations of the vectors and of the peer program: each takes named inputs, calls the public API and gives named
 * outputs. Names of operations and fields are those of the vector files.
 */
@NullMarked
@CheckReturnValue
package org.session4j.conformance.operation;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
