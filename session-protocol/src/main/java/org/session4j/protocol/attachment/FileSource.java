package org.session4j.protocol.attachment;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The content of a file that is to be sent. Implemented by users; it may be read more than once and must stay the same. */
@FunctionalInterface
public interface FileSource {

    /** A new stream that begins with the first byte; who asks for it closes it. */
    InputStream open() throws IOException;

    /** The bytes of an array, which is not copied. */
    static FileSource of(byte[] content) {
        return () -> new ByteArrayInputStream(content);
    }
}
