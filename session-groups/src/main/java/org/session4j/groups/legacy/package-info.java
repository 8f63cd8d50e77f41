/**
 * The closed groups that the apps had from December 2020 to April 2025, to read what is left of them (groups: legacy closed
 * groups). The apps neither poll nor send for them since 2 April 2025, and <b>nothing new is written</b>: the client sends no
 * such message. {@link org.session4j.groups.legacy.LegacyCipher} can write the bytes, for implementers and tests.
 *
 * <p>{@link org.session4j.groups.legacy.LegacyGroup} is a group as a value, {@link
 * org.session4j.groups.legacy.LegacyUpdate} what changes it. A group has an id that is only an address, and a key pair that
 * all members know; whoever gets it reads every message since it was made. A new one is made only when somebody is removed.
 */
@NullMarked
@CheckReturnValue
package org.session4j.groups.legacy;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
