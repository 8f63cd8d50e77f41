/**
 * Known-answer vectors run against the public API, and the peer program.
 *
 * <p>{@link org.session4j.conformance.VectorSuite} reads a directory of vector files: the name of a file tells its
 * format ({@code vector}), a format turns the file into cases, and each case is an operation with inputs and an
 * expectation. The same operations ({@code operation}) stand behind {@link org.session4j.conformance.Peer}, which
 * answers them one JSON object a line, so that other implementations can be run against this one.
 */
@NullMarked
@CheckReturnValue
package org.session4j.conformance;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
