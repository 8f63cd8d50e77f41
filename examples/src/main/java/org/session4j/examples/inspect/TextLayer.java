package org.session4j.examples.inspect;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.session4j.protocol.Bytes;

/** Words, or JSON. */
final class TextLayer implements Layer {

    private static final int SHOWN = 4_000;

    @Override
    public Optional<Found> read(Bytes bytes, Keys keys) {
        return text(bytes).map(TextLayer::found);
    }

    /** The words, if the bytes are any, else the bytes in hex. */
    static String textOrHex(Bytes bytes) {
        return text(bytes).orElseGet(bytes::toHex);
    }

    private static Optional<String> text(Bytes bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
            boolean printable = text.chars().noneMatch(c -> Character.isISOControl(c) && !Character.isWhitespace(c));
            return printable && !text.isEmpty() ? Optional.of(text) : Optional.empty();
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static Found found(String text) {
        boolean isLong = text.length() > SHOWN;
        return Found.of("text").with("says", isLong ? text.substring(0, SHOWN) + " ..." : text);
    }
}
