/**
 * The rule book: what a message changes in what an account remembers, one class for each group of rules of the protocol
 * document's section on behaviour. Pure: a {@link org.session4j.client.internal.rules.Draft}, an
 * {@link org.session4j.client.internal.rules.Arrival} and the time go in; changes, events and errands come out in the draft.
 */
@NullMarked
@CheckReturnValue
package org.session4j.client.internal.rules;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
