/**
 * The proto2 wire format, driven by one table a message type.
 *
 * <p>A {@link org.session4j.protocol.internal.proto.Schema} lists the fields of a message type once; reading, writing and
 * the tree view follow from it. Why there is no generated code here: docs/decisions/0002-content-model.md.
 */
@NullMarked
@CheckReturnValue
package org.session4j.protocol.internal.proto;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
