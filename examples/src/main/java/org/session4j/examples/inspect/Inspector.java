package org.session4j.examples.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;

/** Says what bytes are, layer by layer, as far as the keys reach. Takes any bytes whatever. */
public final class Inspector {

    /** In this order they are tried: first those whose form leaves no doubt. */
    private static final List<Layer> LAYERS = List.of(
            new OnionPlaintextLayer(),
            new OnionRequestLayer(),
            new ServerMessageLayer(),
            new ConfigLayer(),
            new ConfigMessageLayer(),
            new StoredMessageLayer(),
            new EnvelopeLayer(),
            new FileLayer(),
            new ContentLayer(),
            new TextLayer());

    /** Nothing that anybody sends has more. */
    private static final int MAX_DEPTH = 16;

    private static final int SHOWN_BYTES = 32;
    private static final String INDENT = "  ";

    private final Keys keys;

    public Inspector(Keys keys) {
        this.keys = keys;
    }

    /** The layers from the outermost one on, a line for each thing that they say. */
    public List<String> describe(Bytes bytes) {
        List<String> lines = new ArrayList<>();
        Bytes layer = bytes;
        String indent = "";
        for (int depth = 0; layer != null && depth < MAX_DEPTH; depth++) {
            layer = describe(layer, indent, lines);
            indent += INDENT;
        }
        return lines;
    }

    /** Returns what is within. */
    private @Nullable Bytes describe(Bytes bytes, String indent, List<String> lines) {
        Found found = find(bytes);
        lines.add(indent + found.name() + ", " + bytes.length() + " bytes");
        found.facts().forEach(fact -> lines.add(indent + INDENT + fact));
        return found.within();
    }

    private Found find(Bytes bytes) {
        for (Layer layer : LAYERS) {
            Optional<Found> found = layer.read(bytes, keys);
            if (found.isPresent()) {
                return found.get();
            }
        }
        Bytes first = bytes.slice(0, Math.min(SHOWN_BYTES, bytes.length()));
        return Found.of("unknown").with("begins with", first.toHex());
    }
}
