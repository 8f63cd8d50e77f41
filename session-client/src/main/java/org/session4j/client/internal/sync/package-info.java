/**
 * The documents that the devices of an account share, and what a change of this device changes in them. Pure; the way back,
 * from a merged document to what the account remembers, is {@link org.session4j.client.internal.rules.SyncRules}.
 */
@NullMarked
@CheckReturnValue
package org.session4j.client.internal.sync;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
