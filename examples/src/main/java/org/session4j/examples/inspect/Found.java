package org.session4j.examples.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;

/**
 * A layer that was recognised.
 *
 * @param name what it is
 * @param facts what it says, a line each
 * @param within the bytes of the next layer; null if there is none, or no key that opens it
 */
record Found(String name, List<String> facts, @Nullable Bytes within) {

    private static final int NAME_WIDTH = 14;

    Found {
        facts = List.copyOf(facts);
    }

    static Found of(String name) {
        return new Found(name, List.of(), null);
    }

    Found with(String what, @Nullable Object value) {
        return value == null ? this : withLine(padded(what) + text(value));
    }

    /** The fields of a tree of maps and lists, each level further in. */
    Found withTree(Map<String, ?> tree) {
        List<String> lines = new ArrayList<>(facts);
        addTree(lines, "", tree);
        return new Found(name, lines, within);
    }

    Found around(Bytes inner) {
        return new Found(name, facts, inner);
    }

    private Found withLine(String line) {
        List<String> more = new ArrayList<>(facts);
        more.add(line);
        return new Found(name, more, within);
    }

    private static void addTree(List<String> lines, String indent, Map<?, ?> tree) {
        tree.forEach((key, value) -> addField(lines, indent, text(key), value));
    }

    private static void addField(List<String> lines, String indent, String key, Object value) {
        if (value instanceof Map<?, ?> map) {
            lines.add(indent + key);
            addTree(lines, indent + "  ", map);
        } else if (value instanceof List<?> list) {
            list.forEach(item -> addField(lines, indent, key + "[]", item));
        } else {
            lines.add(indent + padded(key) + text(value));
        }
    }

    private static String padded(String name) {
        return name + " ".repeat(Math.max(1, NAME_WIDTH - name.length()));
    }

    /** As text in which nothing is hidden: what a terminal would obey, or not show, is written as its number. */
    private static String text(Object value) {
        StringBuilder text = new StringBuilder();
        String.valueOf(value).codePoints().forEach(c -> {
            switch (Character.getType(c)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.SURROGATE,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR -> text.append(String.format("\\u{%x}", c));
                default -> text.appendCodePoint(c);
            }
        });
        return text.toString();
    }
}
