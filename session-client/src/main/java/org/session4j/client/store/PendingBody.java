package org.session4j.client.store;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.message.LinkPreview;
import org.session4j.protocol.message.Message;
import org.session4j.protocol.message.MessageReference;

/** What a {@link PendingMessage} is to say. */
public sealed interface PendingBody {

    /** A message that can be sealed as it is. */
    record Ready(Message message) implements PendingBody {}

    /**
     * A text whose files are not all uploaded yet.
     *
     * @param text may be empty
     * @param files at least one, in the order of the message
     */
    record WithFiles(
            String text,
            @Nullable MessageReference quote,
            @Nullable LinkPreview preview,
            List<PendingFile> files) implements PendingBody {

        public WithFiles {
            files = List.copyOf(files);
        }

        /** Names the class only. */
        @Override
        public String toString() {
            return "WithFiles";
        }
    }
}
