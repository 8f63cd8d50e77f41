/** What is known of single nodes beyond the list: strikes, suspicions, guards, and how that is stored. */
@NullMarked
@CheckReturnValue
package org.session4j.onion.internal.node;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
