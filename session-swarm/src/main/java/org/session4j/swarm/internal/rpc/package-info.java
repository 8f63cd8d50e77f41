/** JSON-RPC over HTTP to a daemon or a wallet: one question after the other, with login and limits. */
@NullMarked
@CheckReturnValue
package org.session4j.swarm.internal.rpc;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
