/**
 * What a client remembers, as records, and the port behind which they are kept. Implementers of
 * {@link org.session4j.client.store.MessageStore} need this package and nothing else; what the records mean is decided by
 * the client.
 */
@NullMarked
@CheckReturnValue
package org.session4j.client.store;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
