/**
 * Says what bytes are, layer by layer. {@link org.session4j.examples.inspect.Inspector} goes from the outermost layer to the
 * innermost; each {@link org.session4j.examples.inspect.Layer} knows one form.
 */
@NullMarked
@CheckReturnValue
package org.session4j.examples.inspect;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
