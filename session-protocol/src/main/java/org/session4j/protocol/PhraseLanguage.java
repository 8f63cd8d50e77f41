package org.session4j.protocol;

import java.util.ArrayList;
import java.util.List;

/**
 * The languages of recovery phrases, each a list of 1626 words (messages: recovery phrase, languages). The official apps
 * write and read English only.
 *
 * <p>Here are the bare words of bytes, without a checksum word; {@link RecoveryPhrase} adds and checks it.
 *
 * <pre>
 * 4 bytes, little endian, v  &lt;-&gt;  3 words a, b, c of N = 1626
 * a = v mod N      b = (v / N + a) mod N      c = (v / N² + b) mod N
 * </pre>
 */
public enum PhraseLanguage {
    ENGLISH("English", "English", 3),
    CHINESE_SIMPLIFIED("Chinese (simplified)", "简体中文 (中国)", 1),
    DUTCH("Dutch", "Nederlands", 4),
    ESPERANTO("Esperanto", "Esperanto", 3),
    FRENCH("French", "Français", 4),
    GERMAN("German", "Deutsch", 4),
    ITALIAN("Italian", "Italiano", 4),
    JAPANESE("Japanese", "日本語", 3),
    LOJBAN("Lojban", "Lojban", 4),
    PORTUGUESE("Portuguese", "Português", 4),
    RUSSIAN("Russian", "русский язык", 3),
    SPANISH("Spanish", "Español", 4);

    /** So many bytes are one group of words. */
    static final int GROUP_BYTES = 4;

    static final int GROUP_WORDS = 3;

    private static final long MAX_VALUE = 0xffff_ffffL;

    private final String englishName;
    private final String nativeName;
    private final int prefixLength;

    PhraseLanguage(String englishName, String nativeName, int prefixLength) {
        this.englishName = englishName;
        this.nativeName = nativeName;
        this.prefixLength = prefixLength;
    }

    public String englishName() {
        return englishName;
    }

    public String nativeName() {
        return nativeName;
    }

    /** So many first code points tell a word from all others; what is typed after them does not matter. */
    public int prefixLength() {
        return prefixLength;
    }

    /**
     * The words of bytes, three for each four, without a checksum word.
     *
     * @param bytes a multiple of 4
     */
    public List<String> encode(byte[] bytes) {
        WordList list = WordList.of(this);
        List<String> out = new ArrayList<>();
        for (int index : indexes(bytes)) {
            out.add(list.word(index));
        }
        return out;
    }

    /**
     * The bytes of words as {@link #encode} gives them: any letter case, composed or not, right up to the prefix.
     *
     * @param words a multiple of 3
     */
    public byte[] decode(List<String> words) throws PhraseException {
        if (words.size() % GROUP_WORDS != 0) {
            throw PhraseException.wordCount(words.size(), "a multiple of 3");
        }
        return bytes(WordList.of(this).indexes(PhraseText.normalize(words)));
    }

    /** The numbers of the words of bytes. */
    static int[] indexes(byte[] bytes) {
        if (bytes.length % GROUP_BYTES != 0) {
            throw new IllegalArgumentException("expected a multiple of 4 bytes, got " + bytes.length);
        }
        int[] out = new int[bytes.length / GROUP_BYTES * GROUP_WORDS];
        for (int group = 0; group < bytes.length / GROUP_BYTES; group++) {
            long v = 0;
            for (int i = GROUP_BYTES - 1; i >= 0; i--) {
                v = (v << 8) | (bytes[group * GROUP_BYTES + i] & 0xff);
            }
            long a = v % WordList.SIZE;
            long b = (v / WordList.SIZE + a) % WordList.SIZE;
            long c = (v / WordList.SIZE / WordList.SIZE + b) % WordList.SIZE;
            out[group * GROUP_WORDS] = (int) a;
            out[group * GROUP_WORDS + 1] = (int) b;
            out[group * GROUP_WORDS + 2] = (int) c;
        }
        return out;
    }

    /** The bytes of the numbers of words, a multiple of 3. */
    static byte[] bytes(int[] indexes) throws PhraseException {
        byte[] out = new byte[indexes.length / GROUP_WORDS * GROUP_BYTES];
        for (int group = 0; group < indexes.length / GROUP_WORDS; group++) {
            long a = indexes[group * GROUP_WORDS];
            long b = indexes[group * GROUP_WORDS + 1];
            long c = indexes[group * GROUP_WORDS + 2];
            long n = WordList.SIZE;
            long v = a + n * ((n - a + b) % n) + n * n * ((n - b + c) % n);
            if (v > MAX_VALUE) {
                throw PhraseException.overflow(group * GROUP_WORDS);
            }
            for (int i = 0; i < GROUP_BYTES; i++) {
                out[group * GROUP_BYTES + i] = (byte) (v >> (8 * i));
            }
        }
        return out;
    }
}
