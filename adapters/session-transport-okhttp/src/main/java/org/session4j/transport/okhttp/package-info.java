/**
 * HTTPS to service nodes and seed servers with OkHttp, behind {@link org.session4j.onion.Transport}. It is found by
 * {@link java.util.ServiceLoader} when the artifact is there; nobody needs to name it.
 */
@NullMarked
@CheckReturnValue
package org.session4j.transport.okhttp;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
