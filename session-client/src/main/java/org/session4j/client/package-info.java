/**
 * An account that sends, receives and remembers: {@link org.session4j.client.SessionClient} is the way in, its
 * {@link org.session4j.client.SessionEvent}s are the way out. {@link org.session4j.client.store.MessageStore},
 * {@link org.session4j.client.EventListener} and {@link org.session4j.client.ErrorHandler} are for users to implement;
 * everything else is final or sealed.
 */
@NullMarked
@CheckReturnValue
package org.session4j.client;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
