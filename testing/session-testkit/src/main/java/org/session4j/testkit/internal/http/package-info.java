/** HTTP/1.1 over TLS or in clear: the listeners of nodes and seed, and the client with which a node reaches a server. */
@NullMarked
@CheckReturnValue
package org.session4j.testkit.internal.http;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
