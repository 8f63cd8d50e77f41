/**
 * How a client works: the {@link org.session4j.client.internal.Outbox} sends, the
 * {@link org.session4j.client.internal.Poller} fetches, the {@link org.session4j.client.internal.Inbox} opens and
 * records, the {@link org.session4j.client.internal.EventDispatcher} tells listeners.
 */
@NullMarked
@CheckReturnValue
package org.session4j.client.internal;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
