package org.session4j.examples.inspect;

import java.util.Optional;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.wire.FormatDetection;
import org.session4j.protocol.wire.WebSocketMessage;

/** What a swarm stores: a wrapper of version 1, or something of version 2. */
final class StoredMessageLayer implements Layer {

    @Override
    public Optional<Found> read(Bytes bytes, Keys keys) {
        byte[] stored = bytes.toByteArray();
        if (FormatDetection.detect(stored) == FormatDetection.V2) {
            return Optional.of(Found.of("stored message of version 2, which is not opened here"));
        }
        try {
            return Optional.of(
                    Found.of("stored message of version 1").around(Bytes.of(WebSocketMessage.unwrap(stored))));
        } catch (MalformedDataException e) {
            return Optional.empty();
        }
    }
}
