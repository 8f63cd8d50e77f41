package org.session4j.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.session4j.protocol.crypto.Crypto;

class AccountTest {

    private final Crypto crypto = Crypto.named("bouncycastle");

    @Test
    void theWorkedExampleComesOut() throws Exception {
        Account account = Account.ofSeed(Hex.parse("0123456789abcdef0123456789abcdef"), crypto);
        assertThat(account.ed25519PublicKey())
                .hasToString("4cb76fdc6d32278e3f83dbf608360ecc6b65727934b85d2fb86862ff98c46ab7");
        assertThat(Hex.format(account.x25519KeyPair().secretKey().exposeSecretBytes()))
                .isEqualTo("c066ce44b14d551ee69dbcd631c061d17655b374f5d54e4f1ea9e3718638956b");
        assertThat(account.sessionId())
                .hasToString("05d2ad010eeb72d72e561d9de7bd7b6989af77dcabffa03a5111a6c859ae5c3a72");
        assertThat(account.versionBlindedId())
                .hasToString("07ab92099a2c017644c98414f11a178d21ce46529a0c4055c59e193bcd560b110e");
        assertThat(account.recoveryPhrase().exposeText())
                .isEqualTo("vexed enjoy pigment films adept voted vexed enjoy pigment films adept voted adept");
    }

    @Property(tries = 100)
    void aShortSeedIsTheLongOneWithZerosBehindIt(@ForAll @Size(16) byte[] seed) {
        Account account = Account.ofSeed(seed, crypto);
        Account legacy = Account.ofSeed(Arrays.copyOf(seed, 32), crypto);
        assertThat(account.sessionId()).isEqualTo(legacy.sessionId());
        assertThat(account.seed().exposeSecretBytes()).isEqualTo(seed);
        assertThat(legacy.seed().length()).isEqualTo(32);
    }

    @Property(tries = 100)
    void aPhraseGivesTheAccountBack(@ForAll @Size(16) byte[] seed, @ForAll PhraseLanguage language) throws Exception {
        Account account = Account.ofSeed(seed, crypto);
        String typed = account.recoveryPhrase(language).exposeText();
        assertThat(Account.of(RecoveryPhrase.parse(typed, language), crypto).sessionId())
                .isEqualTo(account.sessionId());
    }

    @Test
    void anOldAccountHasTwentyFiveWords() throws Exception {
        byte[] seed = new byte[32];
        Arrays.fill(seed, (byte) 3);
        Account account = Account.ofSeed(seed, crypto);
        assertThat(account.recoveryPhrase().exposeWords()).hasSize(25);
        assertThat(Account.of(RecoveryPhrase.parse(account.recoveryPhrase().exposeText()), crypto)
                        .sessionId())
                .isEqualTo(account.sessionId());
    }

    @Test
    void aNewAccountDrawsSixteenBytesAtOnce() {
        int[] drawn = new int[1];
        SecureRandom random = new SecureRandom() {
            private static final long serialVersionUID = 1L;

            @Override
            public void nextBytes(byte[] bytes) {
                drawn[0] = drawn[0] * 100 + bytes.length;
            }
        };
        assertThat(Account.generate(random, crypto).seed().exposeSecretBytes()).isEqualTo(new byte[16]);
        assertThat(drawn[0]).isEqualTo(16);
    }

    @Test
    void generatedAccountsDiffer() {
        assertThat(Account.generate().sessionId())
                .isNotEqualTo(Account.generate().sessionId());
    }

    @Test
    void otherSeedSizesAreTheCallersMistake() {
        for (int length : new int[] {0, 8, 15, 17, 31, 33, 64}) {
            assertThatThrownBy(() -> Account.ofSeed(new byte[length], crypto))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("got " + length);
        }
    }

    @Test
    void theAccountsSignaturesVerify() {
        Account account = Account.ofSeed(new byte[16], crypto);
        byte[] message = {1, 2, 3};
        assertThat(crypto.ed25519Verify(
                        account.sign(message),
                        message,
                        account.ed25519PublicKey().toByteArray()))
                .isTrue();
    }

    @Test
    void theProKeyIsTheOneOfTheOfficialLibrary() throws Exception {
        Account account =
                Account.ofSeed(Hex.parse("743d646706b6b04b97b752036dd6cf5f2adc4b339fcfdfb4b496f0764bb93a84"), crypto);
        assertThat(account.proKeyPair().publicKey())
                .hasToString("539d0a3be9658ebb6ba3ce97b25d4f6b716f7ef6d6ae6343bd0733519f5a51e8");
    }

    @Test
    void aClosedAccountKeepsItsIdAndNothingElse() {
        Account account = Account.ofSeed(new byte[16], crypto);
        SessionId id = account.sessionId();
        account.close();
        account.close();
        assertThat(account.sessionId()).isEqualTo(id);
        assertThat(account.x25519KeyPair().isDestroyed()).isTrue();
        assertThatThrownBy(() -> account.sign(new byte[1])).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(account::seed).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(account::recoveryPhrase).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(account::versionBlindedId).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anAccountPrintsNothing() {
        assertThat(Account.ofSeed(new byte[16], crypto)).hasToString("Account");
    }
}
