package org.session4j.protocol;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** The 1626 words of a language, found by their prefixes. Immutable; loaded from a resource at first use. */
final class WordList {

    static final int SIZE = 1626;

    /** Older software, which came from Monero's, cut russian and esperanto at four letters and kept German's capitals. */
    private static final int OLDER_PREFIX_LENGTH = 4;

    private static final Map<PhraseLanguage, WordList> LOADED = new EnumMap<>(PhraseLanguage.class);

    private final PhraseLanguage language;
    private final List<String> words;
    private final Map<String, Integer> indexOfPrefix = new HashMap<>();
    private final Map<String, Integer> indexOfWord = new HashMap<>();

    private WordList(PhraseLanguage language, List<String> words) {
        this.language = language;
        this.words = words;
        for (int i = 0; i < words.size(); i++) {
            String word = PhraseText.fold(words.get(i));
            indexOfPrefix.put(prefix(word, language.prefixLength()), i);
            indexOfWord.put(word, i);
            // Capitals turn ß into SS, which no lower-casing turns back, and the prefix may then be that of another
            // word.
            indexOfWord.putIfAbsent(PhraseText.fold(word.toUpperCase(Locale.ROOT)), i);
        }
    }

    static WordList of(PhraseLanguage language) {
        synchronized (LOADED) {
            WordList list = LOADED.get(language);
            if (list == null) {
                list = new WordList(language, load(language));
                LOADED.put(language, list);
            }
            return list;
        }
    }

    private static List<String> load(PhraseLanguage language) {
        String name = "words/" + language.name().toLowerCase(Locale.ROOT) + ".txt";
        List<String> words = new ArrayList<>(SIZE);
        try (InputStream in = WordList.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("word list " + name + " is missing");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            String line = reader.readLine();
            while (line != null) {
                words.add(line);
                line = reader.readLine();
            }
        } catch (IOException e) {
            throw new IllegalStateException("word list " + name + " cannot be read", e);
        }
        if (words.size() != SIZE) {
            throw new IllegalStateException("word list " + name + ": expected 1626 words, got " + words.size());
        }
        return words;
    }

    String word(int index) {
        return words.get(index);
    }

    /** The numbers of folded words. */
    int[] indexes(List<String> folded) throws PhraseException {
        int[] out = new int[folded.size()];
        for (int i = 0; i < out.length; i++) {
            Integer index = find(folded.get(i));
            if (index == null) {
                throw PhraseException.unknownWord(i, out.length, language);
            }
            out[i] = index;
        }
        return out;
    }

    private @Nullable Integer find(String folded) {
        Integer index = indexOfWord.get(folded);
        return index == null ? indexOfPrefix.get(prefix(folded, language.prefixLength())) : index;
    }

    /**
     * How much some folded words look like this language: lists share prefixes, so a word that is there in full counts
     * more than all that are there by their prefixes only.
     */
    int likeness(List<String> folded) {
        int likeness = 0;
        for (String word : folded) {
            if (indexOfWord.containsKey(word)) {
                likeness += folded.size() + 1;
            } else if (find(word) != null) {
                likeness++;
            }
        }
        return likeness;
    }

    /**
     * The position of the seed word that is repeated as the checksum word: CRC-32 of all prefixes, modulo their number.
     *
     * @param count the number of seed words; what follows them is not looked at
     */
    int checksumPosition(int[] indexes, int count, RecoveryPhrase.Checksum rule) {
        CRC32 crc = new CRC32();
        for (int i = 0; i < count; i++) {
            String word = words.get(indexes[i]);
            String cut = rule == RecoveryPhrase.Checksum.CURRENT
                    ? prefix(PhraseText.fold(word), language.prefixLength())
                    : prefix(word, OLDER_PREFIX_LENGTH);
            byte[] utf8 = cut.getBytes(StandardCharsets.UTF_8);
            crc.update(utf8, 0, utf8.length);
        }
        return (int) (crc.getValue() % count);
    }

    private static String prefix(String word, int codePoints) {
        return word.codePointCount(0, word.length()) <= codePoints
                ? word
                : word.substring(0, word.offsetByCodePoints(0, codePoints));
    }
}
