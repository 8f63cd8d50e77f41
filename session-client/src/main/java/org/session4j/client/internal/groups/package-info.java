/** Groups as this device knows them: values without I/O. */
@NullMarked
@CheckReturnValue
package org.session4j.client.internal.groups;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
