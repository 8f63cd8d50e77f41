/** Daemons and wallets that answer JSON-RPC, check what they are sent, and misbehave when told to. */
@NullMarked
@CheckReturnValue
package org.session4j.testkit.internal.coin;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
