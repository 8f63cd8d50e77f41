/**
 * The devices of an account as values: who they are, how they share the account's keys without the long-term key, how one
 * more is linked and one is removed (messages: device group).
 *
 * <p>No app that is released has this, and upstream still changes it; what is chosen where it is open stands in
 * {@link org.session4j.protocol.v2.V2Choices}.
 */
@NullMarked
@CheckReturnValue
package org.session4j.protocol.devices;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
