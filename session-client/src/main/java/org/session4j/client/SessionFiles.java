package org.session4j.client;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.nio.file.Path;
import org.session4j.client.internal.ClientEngine;
import org.session4j.protocol.message.Attachment;
import org.session4j.protocol.message.Profile;
import org.session4j.swarm.TransferListener;

/**
 * Fetches what others have sent, and takes the account's picture to the file server. Messages with files are sent by
 * {@link Chat#send(TextWithFiles)}.
 *
 * <pre>{@code
 * for (Attachment attachment : message.attachments()) {
 *     client.files().download(attachment, folder.resolve("file-" + number++));
 * }
 * }</pre>
 *
 * <p>Nothing is ever fetched unless this is called: who fetches a file tells the server that the sender has chosen that
 * somebody wants it. At most two files of a client are carried at the same time, the others wait for their turn. Safe for use
 * by many threads.
 */
public final class SessionFiles {

    private static final TransferListener NOBODY = (done, inAll) -> {};

    private final ClientEngine engine;
    private final AsyncSessionFiles async;

    SessionFiles(ClientEngine engine, AsyncSessionFiles async) {
        this.engine = engine;
        this.async = async;
    }

    /** The same methods, returning futures. */
    public AsyncSessionFiles async() {
        return async;
    }

    /** As {@link #download(Attachment, Path, TransferListener)}. */
    @CanIgnoreReturnValue
    public Path download(Attachment attachment, Path target) {
        return download(attachment, target, NOBODY);
    }

    /**
     * Fetches a file, opens it, and gives it its name once all of it is known to be what was sent. Whatever goes wrong, there
     * is never a part of it, and nothing of it remains; the name that the sender has given it plays no role.
     *
     * @param target is replaced if it is there; its folder must be
     * @param listener told as {@link TransferListener} says, of bytes as they travel
     * @return the target
     * @throws FileException if it cannot be had, and why
     * @throws SessionNetworkException if the network or the server failed, so that trying later may help
     */
    @CanIgnoreReturnValue
    public Path download(Attachment attachment, Path target, TransferListener listener) {
        return engine.awaitTransfer(engine.downloads().fetch(attachment, target, listener));
    }

    /**
     * Fetches the picture of somebody, as {@link #download(Attachment, Path, TransferListener)}. It is what they sent, which
     * need not be a picture.
     *
     * @throws IllegalArgumentException if the profile has no picture
     */
    @CanIgnoreReturnValue
    public Path downloadPicture(Profile profile, Path target) {
        return engine.awaitTransfer(engine.downloads().fetchPicture(profile, target, NOBODY));
    }

    /**
     * Uploads a picture and has this account shown with it, as {@link SessionClient#setProfile} does; the rest of the profile
     * stays. The apps send pictures of at most 600 by 600 pixels. {@link Profile#withoutPicture} takes it away.
     *
     * @return the new profile
     * @throws FileException if it cannot be sent, and why
     * @throws SessionNetworkException if the network or the server failed
     */
    @CanIgnoreReturnValue
    public Profile setPicture(OutgoingFile picture) {
        return engine.awaitTransfer(engine.pictures().set(picture, NOBODY));
    }
}
