package org.session4j.examples.inspect;

import java.util.Optional;
import org.session4j.protocol.Bytes;

/** One form that bytes may have. To know another one, add a class and its place in {@link Inspector}. */
sealed interface Layer
        permits ConfigLayer,
                ConfigMessageLayer,
                ContentLayer,
                EnvelopeLayer,
                FileLayer,
                OnionPlaintextLayer,
                OnionRequestLayer,
                ServerMessageLayer,
                StoredMessageLayer,
                TextLayer {

    /** What the bytes say, if they are of this form. Never throws, whatever they are. */
    Optional<Found> read(Bytes bytes, Keys keys);
}
