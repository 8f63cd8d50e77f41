/** A node's part in onion requests (storage server: section 10). */
@NullMarked
@CheckReturnValue
package org.session4j.testkit.internal.onion;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
