/**
 * Push notifications of phones: what the push server is asked, what it answers, and what it sends (services: push
 * notification server). Values only; a program that runs all the time polls instead.
 *
 * <p>The push server watches the mailboxes that it is subscribed to in the account's name. It learns when messages come and
 * their ciphertext; who wrote them and what they say stays closed to it, and what it hands to the phone's push service is
 * encrypted with a {@link org.session4j.swarm.push.PushKey} of the device.
 */
@NullMarked
@CheckReturnValue
package org.session4j.swarm.push;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
