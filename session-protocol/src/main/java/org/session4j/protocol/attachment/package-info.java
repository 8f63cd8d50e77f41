/**
 * Files on the file server: how they are encrypted, and their ids and URLs (services: file server and attachments).
 *
 * <p>A file is uploaded encrypted; its key and URL travel in a message. There are three forms:
 *
 * <ul>
 *   <li>{@link org.session4j.protocol.attachment.LegacyCipher}: what released apps send for attachments,
 *   <li>{@link org.session4j.protocol.attachment.PictureCipher}: what they send for profile pictures,
 *   <li>{@link org.session4j.protocol.attachment.DeterministicCipher}: what newer apps send for both, told by the flag
 *       {@code d} in the URL.
 * </ul>
 *
 * {@link org.session4j.protocol.attachment.FileOpener} chooses among them when receiving. Files are read and written
 * piece by piece, so that their size costs no memory. What was written before an exception was thrown is worthless and,
 * in the legacy form, may be anything: write to a place of its own and give it its name when the method has returned.
 */
@NullMarked
@CheckReturnValue
package org.session4j.protocol.attachment;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
