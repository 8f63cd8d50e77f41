package org.session4j.client;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.session4j.client.internal.Callbacks;
import org.session4j.client.internal.ClientEngine;
import org.session4j.protocol.message.Attachment;
import org.session4j.protocol.message.Profile;
import org.session4j.swarm.TransferListener;

/**
 * The methods of {@link SessionFiles}, returning futures. Cancelling one ends the transfer and leaves everything as it was;
 * {@code cancel} says whether it was not too late.
 */
public final class AsyncSessionFiles {

    private final ClientEngine engine;
    private final Callbacks callbacks;

    AsyncSessionFiles(ClientEngine engine, Callbacks callbacks) {
        this.engine = engine;
        this.callbacks = callbacks;
    }

    /** As {@link SessionFiles#download(Attachment, Path, TransferListener)}. */
    @CanIgnoreReturnValue
    public CompletableFuture<Path> download(Attachment attachment, Path target, TransferListener listener) {
        return callbacks.handOverToCancel(engine.downloads().fetch(attachment, target, listener));
    }

    /** As {@link SessionFiles#downloadPicture}. */
    @CanIgnoreReturnValue
    public CompletableFuture<Path> downloadPicture(Profile profile, Path target, TransferListener listener) {
        return callbacks.handOverToCancel(engine.downloads().fetchPicture(profile, target, listener));
    }

    /** As {@link SessionFiles#setPicture}. */
    @CanIgnoreReturnValue
    public CompletableFuture<Profile> setPicture(OutgoingFile picture, TransferListener listener) {
        return callbacks.handOverToCancel(engine.pictures().set(picture, listener));
    }
}
