/** The client RPC of a storage server: parameters, signatures, methods (storage server: sections 3 to 8). */
@NullMarked
@CheckReturnValue
package org.session4j.testkit.internal.rpc;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
