/**
 * The config documents of an account and of a group, with names for what is in them (config: documents). They have a
 * package of their own so that the engine below them, {@link org.session4j.protocol.config}, stays a small one.
 *
 * <p>A document is a view on a {@link org.session4j.protocol.config.ConfigDocument}: immutable, and each change gives a new
 * one, whose {@code document()} is to be merged, pushed and dumped. What it lists are entries, immutable too; an entry is
 * read, changed by its {@code with...} methods and put back:
 *
 * <pre>{@code
 * Contacts contacts = Contacts.of(document, own);
 * Contact ada = contacts.find(id).orElseGet(() -> Contact.of(id)).withName("Ada").withApproved(true);
 * document = contacts.with(ada).document();
 * }</pre>
 *
 * <p>Readers tolerate whatever other writers left: what they cannot understand they do not show. Writers touch the keys that
 * they know, and no others. A name or a picture that is too long is a mistake of the caller, an
 * {@link java.lang.IllegalArgumentException} that says the limit; texts are measured in bytes of UTF-8. Every writer throws
 * {@link java.lang.IllegalStateException} if the document's author may not edit it. Times have the resolution that the
 * document has, mostly seconds; the rest is cut off.
 */
@NullMarked
@CheckReturnValue
package org.session4j.protocol.config.documents;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
