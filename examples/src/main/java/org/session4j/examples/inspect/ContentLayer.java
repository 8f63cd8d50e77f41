package org.session4j.examples.inspect;

import java.util.Map;
import java.util.Optional;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.message.Content;
import org.session4j.protocol.message.ContentTree;
import org.session4j.protocol.message.Message;
import org.session4j.protocol.message.MessageKind;
import org.session4j.protocol.message.MessageRefusedException;

/** What people and devices say to each other, with every field named. */
final class ContentLayer implements Layer {

    @Override
    public Optional<Found> read(Bytes bytes, Keys keys) {
        Content content;
        try {
            content = Content.decode(bytes.toByteArray());
        } catch (MalformedDataException e) {
            return Optional.empty();
        }
        Map<String, Object> fields = ContentTree.of(content);
        // A reader passes over fields that it does not know, and so takes a good deal of noise for a content of none.
        return fields.isEmpty()
                ? Optional.empty()
                : Optional.of(Found.of("content of kind " + MessageKind.of(content))
                        .with("read as", readAs(content))
                        .withTree(fields));
    }

    private static String readAs(Content content) {
        try {
            return Message.of(content).getClass().getSimpleName();
        } catch (MalformedDataException e) {
            return "nothing, as it is malformed: " + e.getMessage();
        } catch (MessageRefusedException e) {
            return "nothing, as it is refused: " + e.reason();
        }
    }
}
