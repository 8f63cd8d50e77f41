package org.session4j.examples.inspect;

import java.util.Optional;
import org.session4j.onion.wire.OnionLayer;
import org.session4j.onion.wire.SealedLayer;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;

/** What a node finds in its layer: a request for itself, or where the rest is to go. */
final class OnionPlaintextLayer implements Layer {

    @Override
    public Optional<Found> read(Bytes bytes, Keys keys) {
        try {
            return Optional.of(describe(OnionLayer.decode(bytes.toByteArray(), 0), keys));
        } catch (MalformedDataException e) {
            return Optional.empty();
        }
    }

    private static Found describe(OnionLayer layer, Keys keys) throws MalformedDataException {
        if (layer instanceof OnionLayer.ForNode next) {
            return Found.of("opened onion layer, to be passed on")
                    .with("next node", next.next())
                    .around(Bytes.of(next.layer().encode()));
        }
        if (layer instanceof OnionLayer.ForServer next) {
            Found found = Found.of("opened onion layer, to be posted to a server")
                    .with(
                            "server",
                            next.server().protocol() + "://" + next.server().host() + ":"
                                    + next.server().port() + next.server().target());
            return OnionRequestLayer.open(found, SealedLayer.decode(next.post().toByteArray()), keys);
        }
        return Found.of("opened onion layer, for the node itself").around(((OnionLayer.ForThisNode) layer).request());
    }
}
