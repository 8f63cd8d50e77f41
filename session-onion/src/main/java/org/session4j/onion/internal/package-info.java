/** What an onion client is made of. Everything with a life runs on one {@link org.session4j.onion.internal.EventLoop}. */
@NullMarked
@CheckReturnValue
package org.session4j.onion.internal;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
