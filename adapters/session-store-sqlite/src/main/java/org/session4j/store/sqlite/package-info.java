/** A {@link org.session4j.client.store.MessageStore} that survives: one SQLite file and a folder of files, encrypted. */
@NullMarked
@CheckReturnValue
package org.session4j.store.sqlite;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
