package org.session4j.client.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.message.Attachment;
import org.session4j.protocol.message.LinkPreview;
import org.session4j.protocol.message.Message;
import org.session4j.protocol.message.MessageReference;
import org.session4j.protocol.message.TextMessage;

/** What a {@link PendingMessage} is to say. */
public sealed interface PendingBody {

    /** The message to seal. */
    Message message();

    /** A message that can be sealed as it is. */
    record Ready(Message message) implements PendingBody {}

    /**
     * A text with files, which stay in the {@link FileCache} until it is delivered.
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

        /** The same with another file in this place. */
        public WithFiles withFile(int index, PendingFile file) {
            List<PendingFile> others = new ArrayList<>(files);
            others.set(index, file);
            return new WithFiles(text, quote, preview, others);
        }

        /** The same, without the URLs of files that the server does not keep any longer. */
        public WithFiles asOf(Instant now) {
            List<PendingFile> there = new ArrayList<>();
            files.forEach(file -> there.add(file.asOf(now)));
            return new WithFiles(text, quote, preview, there);
        }

        /**
         * What is sent.
         *
         * @throws IllegalStateException if a file was not uploaded yet
         */
        @Override
        public Message message() {
            List<Attachment> attachments = new ArrayList<>();
            files.forEach(file -> attachments.add(file.attachment()));
            return new TextMessage(text, attachments, quote, preview, null, null);
        }

        /** Names the class only. */
        @Override
        public String toString() {
            return "WithFiles";
        }
    }
}
