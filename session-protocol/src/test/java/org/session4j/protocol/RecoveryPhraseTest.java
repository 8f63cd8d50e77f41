package org.session4j.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.session4j.protocol.RecoveryPhrase.Checksum;
import org.session4j.protocol.RecoveryPhrase.Rule;

class RecoveryPhraseTest {

    private static final String PHRASE =
            "amaze buffet cake entrance symptoms tiger lamb maze nestle python dusted faxed faxed";
    private static final String SEED = "000102030405060708090a0b0c0d0e0f";

    private static String seedOf(RecoveryPhrase phrase) {
        return Hex.format(phrase.seed().exposeSecretBytes());
    }

    private static PhraseException refused(String text, PhraseLanguage language, Rule rule) {
        return catchThrowableOfType(PhraseException.class, () -> {
            RecoveryPhrase phrase = RecoveryPhrase.parse(text, language, rule);
            assertThat(phrase).isNull();
        });
    }

    @Test
    void wordsAndBytesBelongTogetherAsInTheExample() throws Exception {
        assertThat(seedOf(RecoveryPhrase.parse(PHRASE))).isEqualTo(SEED);
        assertThat(RecoveryPhrase.ofSeed(Hex.parse(SEED), PhraseLanguage.ENGLISH)
                        .exposeText())
                .isEqualTo(PHRASE);
        assertThat(PhraseLanguage.ENGLISH.encode(new byte[] {1, 2, 3, 4}))
                .containsExactly("object", "anxiety", "asked");
    }

    @Property(tries = 300)
    void aPhraseIsReadHoweverItIsTyped(
            @ForAll @Size(16) byte[] seed,
            @ForAll PhraseLanguage language,
            @ForAll boolean upperCase,
            @ForAll boolean decomposed,
            @ForAll boolean typographic)
            throws Exception {
        String typed = "\t "
                + String.join(" -\n", RecoveryPhrase.ofSeed(seed, language).exposeWords()) + "... ";
        typed = upperCase ? typed.toUpperCase(Locale.ROOT) : typed;
        typed = decomposed ? Normalizer.normalize(typed, Normalizer.Form.NFD) : typed;
        typed = typographic ? typed.replace('\'', '\u2019') : typed;
        assertThat(RecoveryPhrase.parse(typed, language).seed().exposeSecretBytes())
                .isEqualTo(seed);
    }

    @Property(tries = 300)
    void onlyThePrefixOfAWordMatters(@ForAll @Size(16) byte[] seed, @ForAll PhraseLanguage language) throws Exception {
        List<String> typed = new ArrayList<>();
        for (String word : RecoveryPhrase.ofSeed(seed, language).exposeWords()) {
            int end = word.offsetByCodePoints(
                    0, Math.min(language.prefixLength(), word.codePointCount(0, word.length())));
            typed.add(word.substring(0, end) + (end == word.length() ? "" : "q"));
        }
        assertThat(RecoveryPhrase.parse(String.join(" ", typed), language)
                        .seed()
                        .exposeSecretBytes())
                .isEqualTo(seed);
    }

    /** Two lists may share all words of a phrase; the words are then the same, only the bytes could differ. */
    @Property(tries = 300)
    void theLanguageOfAPhraseIsFound(@ForAll @Size(16) byte[] seed, @ForAll PhraseLanguage language) throws Exception {
        List<String> words = RecoveryPhrase.ofSeed(seed, language).exposeWords();
        RecoveryPhrase typed = RecoveryPhrase.parse(String.join(" ", words));
        assertThat(typed.exposeWords()).isEqualTo(words);
        if (new HashSet<>(words).size() > 6) {
            assertThat(typed.language()).isEqualTo(language);
            assertThat(typed.seed().exposeSecretBytes()).isEqualTo(seed);
        }
    }

    @Test
    void aPrefixThatIsAlsoAnotherLanguagesDoesNotHideTheLanguage() throws Exception {
        RecoveryPhrase french = RecoveryPhrase.ofSeed(new byte[16], PhraseLanguage.FRENCH);
        assertThat(RecoveryPhrase.parse(french.exposeText(), PhraseLanguage.ESPERANTO))
                .isNotNull();
        assertThat(RecoveryPhrase.parse(french.exposeText())).isEqualTo(french);
    }

    @Property
    void bytesOfAnyLengthHaveWordsWithoutChecksum(
            @ForAll @Size(max = 16) int[] numbers, @ForAll PhraseLanguage language) throws Exception {
        byte[] bytes = new byte[4 * numbers.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (numbers[i / 4] >> (8 * (i % 4)));
        }
        List<String> words = language.encode(bytes);
        assertThat(words).hasSize(3 * numbers.length);
        assertThat(language.decode(words)).isEqualTo(bytes);
    }

    @Property
    void anyTextIsAPhraseOrRefused(@ForAll String text, @ForAll PhraseLanguage language, @ForAll Rule rule) {
        assertThat(refused(text, language, rule)).isNotNull();
        assertThatThrownBy(() -> RecoveryPhrase.parse(text)).isInstanceOf(PhraseException.class);
    }

    @Property
    void anyWordsOfTheListAreAPhraseOrRefused(
            @ForAll @Size(13) List<@IntRange(min = 0, max = 1625) Integer> indexes, @ForAll PhraseLanguage language) {
        List<String> words = new ArrayList<>();
        for (int index : indexes) {
            words.add(WordList.of(language).word(index));
        }
        try {
            RecoveryPhrase phrase = RecoveryPhrase.parse(String.join(" ", words), language);
            assertThat(phrase.exposeWords()).isEqualTo(words);
        } catch (PhraseException e) {
            assertThat(e.kind()).isIn(PhraseException.Kind.OVERFLOW, PhraseException.Kind.CHECKSUM);
        }
    }

    @Test
    void anUnknownWordIsNamedByItsPlaceAndNotByItself() {
        PhraseException e = refused(PHRASE.replace("tiger", "xylograph"), PhraseLanguage.ENGLISH, Rule.APPS);
        assertThat(e.kind()).isEqualTo(PhraseException.Kind.UNKNOWN_WORD);
        assertThat(e.wordIndex()).hasValue(5);
        assertThat(e).hasMessage("word 6 of 13 is not in the word list of English");
    }

    @Test
    void theErrorIsThatOfTheLanguageThatKnowsMostWords() {
        String german =
                RecoveryPhrase.ofSeed(new byte[16], PhraseLanguage.GERMAN).exposeText();
        String typed = german.substring(0, german.lastIndexOf(' ')) + " qqqq";
        PhraseException e = catchThrowableOfType(PhraseException.class, () -> {
            assertThat(RecoveryPhrase.parse(typed)).isNull();
        });
        assertThat(e.kind()).isEqualTo(PhraseException.Kind.UNKNOWN_WORD);
        assertThat(e.wordIndex()).hasValue(12);
        assertThat(e).hasMessageContaining("German");
    }

    @Test
    void swappedWordsFailTheChecksum() {
        PhraseException e = refused(PHRASE.replace("amaze buffet", "buffet amaze"), PhraseLanguage.ENGLISH, Rule.APPS);
        assertThat(e.kind()).isEqualTo(PhraseException.Kind.CHECKSUM);
        assertThat(e.wordIndex()).hasValue(12);
    }

    @Test
    void anUnknownWordIsReportedBeforeTheChecksum() {
        PhraseException e = refused(
                PHRASE.replace("amaze buffet", "buffet amaze").replace("python", "qqq"),
                PhraseLanguage.ENGLISH,
                Rule.LAX);
        assertThat(e.kind()).isEqualTo(PhraseException.Kind.UNKNOWN_WORD);
    }

    @Test
    void wordsThatDoNotOccurTogetherAreAnOverflow() {
        PhraseException e = refused("abbey abbey abbey abbey abbey zoom", PhraseLanguage.ENGLISH, Rule.LAX);
        assertThat(e.kind()).isEqualTo(PhraseException.Kind.OVERFLOW);
        assertThat(e.wordIndex()).hasValue(3);
    }

    @Test
    void theRuleOfTheAppsWantsThirteenOrTwentyFiveWords() {
        for (int count : new int[] {0, 1, 2, 12, 14, 24, 26, 36}) {
            PhraseException e = refused("abbey ".repeat(count), PhraseLanguage.ENGLISH, Rule.APPS);
            assertThat(e.kind()).isEqualTo(PhraseException.Kind.WORD_COUNT);
            assertThat(e.wordIndex()).isEmpty();
            assertThat(e).hasMessageContaining("got " + count);
        }
    }

    @Test
    void theLaxRuleTakesGroupsOfThreeWithAndWithoutChecksum() throws Exception {
        for (int count : new int[] {3, 4, 12, 13, 24, 25, 48}) {
            RecoveryPhrase phrase = RecoveryPhrase.parse("abbey ".repeat(count), PhraseLanguage.ENGLISH, Rule.LAX);
            assertThat(phrase.seed().length()).isEqualTo(count / 3 * 4);
        }
        for (int count : new int[] {0, 1, 2, 5, 14}) {
            assertThat(refused("abbey ".repeat(count), PhraseLanguage.ENGLISH, Rule.LAX)
                            .kind())
                    .isEqualTo(PhraseException.Kind.WORD_COUNT);
        }
    }

    @Property(tries = 300)
    void theChecksumOfOlderSoftwareIsTakenToo(@ForAll @Size(16) byte[] seed, @ForAll PhraseLanguage language)
            throws Exception {
        RecoveryPhrase older = RecoveryPhrase.ofSeed(seed, language, Checksum.OLDER);
        RecoveryPhrase typed = RecoveryPhrase.parse(older.exposeText(), language);
        assertThat(typed.seed().exposeSecretBytes()).isEqualTo(seed);
        assertThat(typed.exposeText()).isEqualTo(older.exposeText());
    }

    @Test
    void theTwoChecksumsDifferInThreeLanguagesOnly() {
        for (PhraseLanguage language : PhraseLanguage.values()) {
            boolean differs = false;
            for (int i = 0; i < 50; i++) {
                byte[] seed = new byte[16];
                Arrays.fill(seed, (byte) i);
                differs |= !RecoveryPhrase.ofSeed(seed, language)
                        .exposeText()
                        .equals(RecoveryPhrase.ofSeed(seed, language, Checksum.OLDER)
                                .exposeText());
            }
            assertThat(differs)
                    .as(language.englishName())
                    .isEqualTo(language == PhraseLanguage.RUSSIAN
                            || language == PhraseLanguage.ESPERANTO
                            || language == PhraseLanguage.GERMAN);
        }
    }

    @Test
    void aDecomposedLetterIsNotCutInTwo() throws Exception {
        String word = "тайна";
        byte[] bytes = PhraseLanguage.RUSSIAN.decode(List.of(word, word, word));
        String decomposed = Normalizer.normalize(word, Normalizer.Form.NFD);
        assertThat(decomposed).isNotEqualTo(word);
        assertThat(PhraseLanguage.RUSSIAN.decode(List.of(decomposed, decomposed, decomposed)))
                .isEqualTo(bytes);
    }

    @ParameterizedTest
    @EnumSource
    void everyListIsWholeAndToldApartByItsPrefixes(PhraseLanguage language) throws Exception {
        WordList list = WordList.of(language);
        for (int i = 0; i < WordList.SIZE; i++) {
            assertThat(list.indexes(List.of(PhraseText.fold(list.word(i))))).containsExactly(i);
            assertThat(list.indexes(List.of(PhraseText.fold(list.word(i).toUpperCase(Locale.ROOT)))))
                    .containsExactly(i);
        }
    }

    @Test
    void nothingOfAPhraseIsPrinted() throws Exception {
        assertThat(RecoveryPhrase.parse(PHRASE)).hasToString("RecoveryPhrase[English]");
    }

    @Test
    void aDestroyedPhraseIsGone() throws Exception {
        RecoveryPhrase phrase = RecoveryPhrase.parse(PHRASE);
        assertThat(phrase).isEqualTo(RecoveryPhrase.parse(PHRASE));
        phrase.destroy();
        assertThat(phrase.isDestroyed()).isTrue();
        assertThat(phrase).isNotEqualTo(RecoveryPhrase.parse(PHRASE));
        assertThatThrownBy(phrase::exposeText).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void seedsWithoutWordsAreTheCallersMistake() {
        for (int length : new int[] {0, 1, 15, 17}) {
            assertThatThrownBy(() -> RecoveryPhrase.ofSeed(new byte[length], PhraseLanguage.ENGLISH))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
