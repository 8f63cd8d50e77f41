package org.session4j.examples.inspect;

import java.util.Optional;
import org.session4j.onion.wire.V4Frame;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;

/** A request to a file or community server, or its answer, with the onion layers taken off. */
final class ServerMessageLayer implements Layer {

    @Override
    public Optional<Found> read(Bytes bytes, Keys keys) {
        try {
            V4Frame frame = V4Frame.decode(bytes);
            Found found = Found.of("request to a server, or its answer").with("metadata", frame.metadata());
            return Optional.of(frame.body() == null ? found : found.around(frame.body()));
        } catch (MalformedDataException e) {
            return Optional.empty();
        }
    }
}
