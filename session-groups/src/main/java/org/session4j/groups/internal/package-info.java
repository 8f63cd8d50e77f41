/** What the kinds of groups share. */
@NullMarked
@CheckReturnValue
package org.session4j.groups.internal;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
