/**
 * How a client works. The {@link org.session4j.client.internal.Poller} fetches, the
 * {@link org.session4j.client.internal.Inbox} opens, the {@link org.session4j.client.internal.Outbox} sends; what either changes
 * goes through the {@link org.session4j.client.internal.rules.RuleBook} into the
 * {@link org.session4j.client.internal.Ledger}, and the {@link org.session4j.client.internal.EventDispatcher} tells listeners.
 */
@NullMarked
@CheckReturnValue
package org.session4j.client.internal;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
