package org.session4j.protocol;

import java.util.OptionalInt;

/**
 * Words that are no recovery phrase. Says what is wrong and at which word; the words themselves are a secret and never
 * part of the message.
 */
public final class PhraseException extends SessionException {

    private static final long serialVersionUID = 1L;

    /** What is wrong with a phrase. */
    public enum Kind {
        /** Not a number of words that a phrase has. */
        WORD_COUNT,
        /** A word that is not in the list. */
        UNKNOWN_WORD,
        /** Three words that stand for a number above 2^32 − 1. */
        OVERFLOW,
        /** The last word is not the one that the others ask for: some word is wrong or out of place. */
        CHECKSUM
    }

    private static final int NONE = -1;

    private final Kind kind;
    private final int index;

    private PhraseException(Kind kind, int index, String message) {
        super(message);
        this.kind = kind;
        this.index = index;
    }

    static PhraseException wordCount(int count, String expected) {
        return new PhraseException(Kind.WORD_COUNT, NONE, "expected " + expected + " words, got " + count);
    }

    static PhraseException unknownWord(int index, int count, PhraseLanguage language) {
        return new PhraseException(
                Kind.UNKNOWN_WORD,
                index,
                "word " + (index + 1) + " of " + count + " is not in the word list of " + language.englishName());
    }

    static PhraseException overflow(int index) {
        return new PhraseException(
                Kind.OVERFLOW,
                index,
                "words " + (index + 1) + " to " + (index + PhraseLanguage.GROUP_WORDS) + " do not occur together");
    }

    static PhraseException checksum(int index) {
        return new PhraseException(
                Kind.CHECKSUM, index, "the checksum in word " + (index + 1) + " does not fit the words before it");
    }

    public Kind kind() {
        return kind;
    }

    /**
     * Which word is wrong, counted from 0: the unknown word, the first of the three that overflow, or the checksum word.
     * Empty for {@link Kind#WORD_COUNT}.
     */
    public OptionalInt wordIndex() {
        return index == NONE ? OptionalInt.empty() : OptionalInt.of(index);
    }
}
