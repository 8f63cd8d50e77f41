package org.session4j.conformance.operation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.session4j.protocol.Account;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.PhraseException;
import org.session4j.protocol.PhraseLanguage;
import org.session4j.protocol.RecoveryPhrase;
import org.session4j.protocol.RecoveryPhrase.Checksum;
import org.session4j.protocol.RecoveryPhrase.Rule;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.XEd25519;

/** {@code messages-account}, {@code messages-ids}, {@code messages-mnemonic}, {@code upstream-mnemonics}. */
final class AccountOperations {

    /** The prefix length of older software in the languages that have two rules. */
    private static final int OLDER_PREFIX = 4;

    private AccountOperations() {}

    static void addTo(Operations operations) {
        operations.add("messages-account/keys", AccountOperations::keys);
        operations.add("messages-ids/parse", AccountOperations::parseId);
        operations.add("messages-mnemonic/encode", AccountOperations::encode);
        operations.add("messages-mnemonic/decode", AccountOperations::decode);
        operations.add("bytes_to_words", AccountOperations::toWords);
        operations.add("words_to_bytes", AccountOperations::toBytes);
    }

    private static Answer keys(Call call) throws SessionException {
        byte[] seed = call.in().bytes("accountSeed");
        try (Account account = Account.ofSeed(seed, call.crypto())) {
            RecoveryPhrase phrase = account.recoveryPhrase();
            byte[] read = RecoveryPhrase.parse(phrase.exposeText()).seed().exposeSecretBytes();
            DoesNotOpenException.require(Arrays.equals(read, seed), "the recovery phrase");
            byte[] publicKey = account.ed25519PublicKey().toByteArray();
            return Answer.empty()
                    .put("mnemonic", phrase.exposeText())
                    .put("ed25519Seed", account.ed25519KeyPair().seed().exposeSecretBytes())
                    .put("ed25519PublicKey", publicKey)
                    .put(
                            "ed25519SecretKey",
                            account.ed25519KeyPair().secretKey().exposeSecretBytes())
                    .put("x25519SecretKey", account.x25519KeyPair().secretKey().exposeSecretBytes())
                    .put("x25519PublicKey", account.x25519PublicKey().toByteArray())
                    .put("sessionId", account.sessionId().toString())
                    .put(
                            "ed25519PositiveAlternative",
                            XEd25519.publicKey(account.x25519PublicKey()).toByteArray())
                    .put("signBit", (publicKey[publicKey.length - 1] & 0x80) == 0 ? 0 : 1)
                    .put("versionBlindedId07", account.versionBlindedId().toString());
        }
    }

    private static Answer parseId(Call call) {
        String value = call.in().text("value");
        String kind = call.in().optionalText("kind").orElse(null);
        try {
            SessionId id = kind == null ? SessionId.parse(value) : SessionId.parse(value, kind(kind));
            return Answer.empty().put("valid", id.toString().equals(value.toLowerCase(Locale.ROOT)));
        } catch (SessionException e) {
            return Answer.empty().put("valid", false);
        }
    }

    private static IdKind kind(String name) {
        return switch (name) {
            case "standard" -> IdKind.STANDARD;
            case "group" -> IdKind.GROUP;
            case "blinded15" -> IdKind.BLINDED_15;
            case "blinded25" -> IdKind.BLINDED_25;
            case "unblinded" -> IdKind.UNBLINDED;
            case "versionBlinded07" -> IdKind.VERSION_BLINDED_07;
            default -> throw new NotRunnableException("unknown kind of id " + name);
        };
    }

    private static Answer encode(Call call) {
        Inputs in = call.in();
        PhraseLanguage language = language(in.text("language"));
        byte[] seed = in.bytes("seed");
        List<String> words = in.flag("checksum")
                ? RecoveryPhrase.ofSeed(seed, language, checksum(in, language)).exposeWords()
                : language.encode(seed);
        return Answer.empty().putTexts("words", words);
    }

    /** Which of its checksums a language is asked for, by the length of the prefixes that go into it. */
    private static Checksum checksum(Inputs in, PhraseLanguage language) {
        requirePrefixLength(in, language);
        boolean isCurrent = !in.has("prefixLength") || in.smallInteger("prefixLength") == language.prefixLength();
        return isCurrent ? Checksum.CURRENT : Checksum.OLDER;
    }

    /** A phrase is read with either checksum of its language; other prefixes are none of ours. */
    private static void requirePrefixLength(Inputs in, PhraseLanguage language) {
        if (in.has("prefixLength")) {
            int prefix = in.smallInteger("prefixLength");
            boolean hasOlder = language == PhraseLanguage.RUSSIAN || language == PhraseLanguage.ESPERANTO;
            if (prefix != language.prefixLength() && !(hasOlder && prefix == OLDER_PREFIX)) {
                throw new NotRunnableException("no prefixes of " + prefix + " in " + language);
            }
        }
    }

    private static Answer decode(Call call) {
        PhraseLanguage language = language(call.in().text("language"));
        requirePrefixLength(call.in(), language);
        String text = String.join(" ", call.in().texts("words"));
        Answer answer = Answer.empty();
        try {
            RecoveryPhrase phrase = RecoveryPhrase.parse(text, language, Rule.LAX);
            answer.put("seed", phrase.seed().exposeSecretBytes());
        } catch (PhraseException e) {
            answer.put("error", e.kind().name().toLowerCase(Locale.ROOT));
        }
        return answer.put("strictAppsReject", isRefusedByApps(text, language));
    }

    private static boolean isRefusedByApps(String text, PhraseLanguage language) {
        try {
            RecoveryPhrase.parse(text, language, Rule.APPS).destroy();
            return false;
        } catch (PhraseException e) {
            return true;
        }
    }

    private static Answer toWords(Call call) {
        PhraseLanguage language = language(call.in().text("language"));
        return Answer.empty().putTexts("words", language.encode(call.in().bytes("bytes")));
    }

    private static Answer toBytes(Call call) throws PhraseException {
        PhraseLanguage language = language(call.in().text("language"));
        return Answer.empty().put("bytes", language.decode(call.in().texts("words")));
    }

    /** By the name of its word list, such as {@code chinese_simplified}, or by its English or own name. */
    private static PhraseLanguage language(String name) {
        for (PhraseLanguage language : PhraseLanguage.values()) {
            if (language.name().equalsIgnoreCase(name)
                    || language.englishName().equalsIgnoreCase(name)
                    || language.nativeName().equals(name)) {
                return language;
            }
        }
        throw new NotRunnableException("unknown language " + name);
    }
}
