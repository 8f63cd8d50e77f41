package org.session4j.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.security.auth.Destroyable;
import org.session4j.protocol.crypto.SecretBytes;

/**
 * The seed of an account as words that a human can write down (messages: recovery phrase): three words for each four
 * bytes, then one of them again as a checksum. 16 bytes are 13 words, 32 bytes (old accounts) 25.
 *
 * <pre>{@code
 * Account account = Account.of(RecoveryPhrase.parse("vexed enjoy pigment films adept ..."));
 * }</pre>
 *
 * <p>A phrase is as secret as its seed: {@link #toString()} prints nothing of it. Thread-safe.
 */
public final class RecoveryPhrase implements Destroyable {

    private static final Set<PhraseLanguage> TWO_CHECKSUMS =
            EnumSet.of(PhraseLanguage.RUSSIAN, PhraseLanguage.ESPERANTO, PhraseLanguage.GERMAN);

    private static final int WORDS = 13;
    private static final int LEGACY_WORDS = 25;

    /** Which numbers of words are taken. */
    public enum Rule {
        /** What the apps take: 13 words, or 25 of an old account, the last one being the checksum. */
        APPS,
        /** Any number of groups of three words, with or without a checksum word. */
        LAX
    }

    /** How the checksum word is found. */
    public enum Checksum {
        /** What is written today. */
        CURRENT,
        /**
         * What older software wrote in Russian and Esperanto (prefixes of four letters) and in German (capitals kept).
         * The same as {@link #CURRENT} in every other language.
         */
        OLDER
    }

    private final SecretBytes seed;
    private final PhraseLanguage language;
    private final Checksum checksum;

    private RecoveryPhrase(byte[] seed, PhraseLanguage language, Checksum checksum) {
        this.seed = SecretBytes.of(seed);
        this.language = language;
        this.checksum = checksum;
    }

    /** The phrase of a seed, with the checksum of today. */
    public static RecoveryPhrase ofSeed(byte[] seed, PhraseLanguage language) {
        return ofSeed(seed, language, Checksum.CURRENT);
    }

    /**
     * The phrase of a seed.
     *
     * @param seed a multiple of 4 bytes, at least 4
     */
    public static RecoveryPhrase ofSeed(byte[] seed, PhraseLanguage language, Checksum checksum) {
        if (seed.length == 0 || seed.length % PhraseLanguage.GROUP_BYTES != 0) {
            throw new IllegalArgumentException("seed: expected a multiple of 4 bytes, got " + seed.length);
        }
        return new RecoveryPhrase(seed, language, TWO_CHECKSUMS.contains(language) ? checksum : Checksum.CURRENT);
    }

    /**
     * Reads a typed phrase in whichever language it is, by the rule of the apps. Where the prefixes fit several languages,
     * it is the one with most of the words in full; if it is a phrase in none, the error is that of this language.
     */
    public static RecoveryPhrase parse(CharSequence text) throws PhraseException {
        List<String> words = PhraseText.words(text);
        requireCount(words.size(), Rule.APPS);
        List<PhraseLanguage> languages = new ArrayList<>(Arrays.asList(PhraseLanguage.values()));
        languages.sort(
                Comparator.comparing(language -> WordList.of(language).likeness(words), Comparator.reverseOrder()));
        PhraseException error = null;
        for (PhraseLanguage language : languages) {
            try {
                return decode(words, language, Rule.APPS);
            } catch (PhraseException e) {
                error = error == null ? e : error;
            }
        }
        throw Objects.requireNonNull(error);
    }

    /** Reads a typed phrase by the rule of the apps. */
    public static RecoveryPhrase parse(CharSequence text, PhraseLanguage language) throws PhraseException {
        return parse(text, language, Rule.APPS);
    }

    /**
     * Reads a typed phrase. Letter case, composed or decomposed letters, the kind of apostrophe, what stands between the
     * words, and how a word goes on after its prefix do not matter.
     */
    public static RecoveryPhrase parse(CharSequence text, PhraseLanguage language, Rule rule) throws PhraseException {
        return decode(PhraseText.words(text), language, rule);
    }

    private static RecoveryPhrase decode(List<String> words, PhraseLanguage language, Rule rule)
            throws PhraseException {
        int count = words.size();
        requireCount(count, rule);
        int seedWords = count - count % PhraseLanguage.GROUP_WORDS;
        WordList list = WordList.of(language);
        int[] indexes = list.indexes(words);
        byte[] seed = PhraseLanguage.bytes(Arrays.copyOf(indexes, seedWords));
        try {
            Checksum checksum = count == seedWords ? Checksum.CURRENT : requireChecksum(list, indexes, language);
            return new RecoveryPhrase(seed, language, checksum);
        } finally {
            Arrays.fill(seed, (byte) 0);
            Arrays.fill(indexes, 0);
        }
    }

    private static void requireCount(int count, Rule rule) throws PhraseException {
        if (rule == Rule.APPS && count != WORDS && count != LEGACY_WORDS) {
            throw PhraseException.wordCount(count, "13 or 25");
        }
        if (count < PhraseLanguage.GROUP_WORDS || count % PhraseLanguage.GROUP_WORDS > 1) {
            throw PhraseException.wordCount(count, "a multiple of 3, or one more,");
        }
    }

    private static Checksum requireChecksum(WordList list, int[] indexes, PhraseLanguage language)
            throws PhraseException {
        int last = indexes.length - 1;
        for (Checksum rule : Checksum.values()) {
            boolean applies = rule == Checksum.CURRENT || TWO_CHECKSUMS.contains(language);
            if (applies && indexes[list.checksumPosition(indexes, last, rule)] == indexes[last]) {
                return rule;
            }
        }
        throw PhraseException.checksum(last);
    }

    public PhraseLanguage language() {
        return language;
    }

    /** The bytes behind the words, without the checksum. */
    public SecretBytes seed() {
        byte[] bytes = seed.exposeSecretBytes();
        try {
            return SecretBytes.of(bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** The words in full, the checksum word last. */
    public List<String> exposeWords() {
        byte[] bytes = seed.exposeSecretBytes();
        try {
            WordList list = WordList.of(language);
            int[] indexes = PhraseLanguage.indexes(bytes);
            List<String> words = language.encode(bytes);
            words.add(words.get(list.checksumPosition(indexes, indexes.length, checksum)));
            return words;
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** The words with single spaces between them, as the apps show them. */
    public String exposeText() {
        return String.join(" ", exposeWords());
    }

    /** Wipes the seed; everything that needs it then throws {@link IllegalStateException}. */
    @Override
    public void destroy() {
        seed.destroy();
    }

    @Override
    public boolean isDestroyed() {
        return seed.isDestroyed();
    }

    /** By seed, language and checksum; the seeds in constant time. */
    @Override
    public boolean equals(Object other) {
        return other instanceof RecoveryPhrase phrase
                && seed.equals(phrase.seed)
                && language == phrase.language
                && checksum == phrase.checksum;
    }

    @Override
    public int hashCode() {
        return Objects.hash(seed, language, checksum);
    }

    @Override
    public String toString() {
        return "RecoveryPhrase[" + language.englishName() + "]";
    }
}
