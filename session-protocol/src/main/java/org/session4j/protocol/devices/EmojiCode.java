package org.session4j.protocol.devices;

import java.util.ArrayList;
import java.util.List;

/**
 * A short string for two people, or one with two devices, to compare by eye (messages: SAS): 21 emoji out of 64, of which a
 * few are shown at first.
 */
public final class EmojiCode {

    /** In bytes. */
    public static final int SEED_LENGTH = 16;

    /** How many there are. */
    public static final int LENGTH = 21;

    /** How many of a link request are shown, and stand in a row where all are. */
    public static final int ROW = 7;

    private static final int BITS = 6;
    private static final int MASK = (1 << BITS) - 1;

    private static final List<String> EMOJI = List.of(
            "🐶", "🐱", "🦁", "🐎", "🦄", "🐷", "🐘", "🐰", "🐼", "🐓", "🐧", "🐢", "🐟", "🐙", "🦋", "🌷", "🌳", "🌵",
            "🍄", "🌏", "🌙", "☁\uFE0F", "🔥", "🍌", "🍎", "🍓", "🌽", "🍕", "🎂", "❤\uFE0F", "😀", "🤖", "🎩", "👓",
            "🔧", "🎅", "👍", "☂\uFE0F", "⌛", "⏰", "🎁", "💡", "📕", "✏\uFE0F", "📎", "✂\uFE0F", "🔒", "🔑", "🔨",
            "☎\uFE0F", "🏁", "🚂", "🚲", "✈\uFE0F", "🚀", "🏆", "⚽", "🎸", "🎺", "🔔", "⚓", "🎧", "📁", "📌");

    private final List<Integer> indices;

    private EmojiCode(List<Integer> indices) {
        this.indices = indices;
    }

    /**
     * The code of a number of 128 bits, little-endian, six bits for each emoji from the lowest on.
     *
     * @param seed 16 bytes
     */
    static EmojiCode of(byte[] seed) {
        List<Integer> indices = new ArrayList<>();
        for (int bit = 0; bit < LENGTH * BITS; bit += BITS) {
            int at = bit / Byte.SIZE;
            int two = (seed[at] & 0xff) | (at + 1 < seed.length ? (seed[at + 1] & 0xff) << Byte.SIZE : 0);
            indices.add(two >> bit % Byte.SIZE & MASK);
        }
        return new EmojiCode(List.copyOf(indices));
    }

    /** 21 numbers of 0 to 63. */
    public List<Integer> indices() {
        return indices;
    }

    /** The first ones, with spaces between them. */
    public String first(int count) {
        return row(0, count);
    }

    /** All of them, in three rows. */
    public List<String> rows() {
        return List.of(row(0, ROW), row(ROW, 2 * ROW), row(2 * ROW, LENGTH));
    }

    private String row(int from, int to) {
        List<String> emoji = new ArrayList<>();
        indices.subList(from, to).forEach(index -> emoji.add(EMOJI.get(index)));
        return String.join(" ", emoji);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EmojiCode code && indices.equals(code.indices);
    }

    @Override
    public int hashCode() {
        return indices.hashCode();
    }

    /** As it is shown at first. */
    @Override
    public String toString() {
        return first(ROW);
    }
}
