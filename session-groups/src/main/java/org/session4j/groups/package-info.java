/**
 * Private groups, as values: state goes in and comes out, time and randomness are arguments.
 *
 * <p>Three generations share nothing on the wire but the storage layer; each has its package.
 */
@NullMarked
@CheckReturnValue
package org.session4j.groups;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
