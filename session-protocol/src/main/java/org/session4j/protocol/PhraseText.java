package org.session4j.protocol;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Makes typed words comparable: composed letters, lower case, one kind of apostrophe; everything else separates words. */
final class PhraseText {

    private static final char APOSTROPHE = '\'';
    private static final char TYPOGRAPHIC_APOSTROPHE = '\u2019';

    private PhraseText() {}

    /** The words of a typed phrase. */
    static List<String> words(CharSequence text) {
        String folded = fold(text);
        List<String> words = new ArrayList<>();
        int start = -1;
        for (int i = 0; i < folded.length(); ) {
            int letter = folded.codePointAt(i);
            if (isPartOfWord(letter)) {
                start = start < 0 ? i : start;
            } else if (start >= 0) {
                words.add(folded.substring(start, i));
                start = -1;
            }
            i += Character.charCount(letter);
        }
        if (start >= 0) {
            words.add(folded.substring(start));
        }
        return words;
    }

    /** Each as one word, whatever it holds. */
    static List<String> normalize(List<String> words) {
        List<String> out = new ArrayList<>();
        for (String word : words) {
            out.add(fold(word));
        }
        return out;
    }

    /**
     * Composes before anything is cut to a prefix: a decomposed letter cut in two would match another word. Lower case may
     * decompose again, so it is composed twice.
     */
    static String fold(CharSequence text) {
        String lower = Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        return Normalizer.normalize(lower, Normalizer.Form.NFC).replace(TYPOGRAPHIC_APOSTROPHE, APOSTROPHE);
    }

    private static boolean isPartOfWord(int letter) {
        if (letter == APOSTROPHE || Character.isLetterOrDigit(letter)) {
            return true;
        }
        int type = Character.getType(letter);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.CONNECTOR_PUNCTUATION;
    }
}
