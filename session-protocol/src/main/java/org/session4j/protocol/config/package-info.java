/**
 * Documents that a user's devices share, and a group's (config): every writer edits them on its own, and every reader
 * merges them to the same result.
 *
 * <p>{@link org.session4j.protocol.config.ConfigDocument} is one of them, as a value: editing, merging, pushing and
 * confirming give a new one. What it holds is a {@link org.session4j.protocol.config.ConfigDict}: dicts, sets and
 * scalars, without anything empty.
 *
 * <p>A typed document is a view on one: a final class that holds nothing but a {@code ConfigDocument} of its
 * {@link org.session4j.protocol.config.ConfigType}, with readers that ask {@code document.data()} and tolerate whatever
 * they find there, and writers that return a new view on {@code document.edit(...)} and touch no key but their own.
 * Thereby what a newer app wrote beside and within its entries is kept. What only this device knows goes into
 * {@code document.extra()}.
 *
 * <pre>{@code
 * public UserProfile withName(String name) {
 *     return new UserProfile(document.edit(data -> data.set(NAME, Bytes.utf8(name))));
 * }
 * }</pre>
 */
@NullMarked
@CheckReturnValue
package org.session4j.protocol.config;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
