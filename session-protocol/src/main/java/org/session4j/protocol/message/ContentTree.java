package org.session4j.protocol.message;

import java.util.Map;
import org.session4j.protocol.MalformedDataException;

/**
 * A {@link Content} as a tree of maps and lists, for inspectors and for known-answer data. Names are those of the
 * record components; only what is set appears. Integers are Long, or BigInteger above 2<sup>63</sup> − 1; bytes are
 * lower-case hex digits; enums are the names of their constants.
 *
 * <p>A tree shows what people wrote: it does not belong in a log.
 */
public final class ContentTree {

    private ContentTree() {}

    public static Map<String, Object> of(Content content) {
        return Content.SCHEMA.toTree(content);
    }

    /**
     * Reverses {@link #of}. Integers may also be of type Integer, hex digits of either case.
     *
     * @throws MalformedDataException if a name is no field, a value is of the wrong type or out of range, or a required
     *     field is missing
     */
    public static Content toContent(Map<String, ?> tree) throws MalformedDataException {
        return Content.SCHEMA.ofTree(tree);
    }
}
