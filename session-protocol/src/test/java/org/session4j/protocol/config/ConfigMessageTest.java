package org.session4j.protocol.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.SignatureException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519KeyPair;

class ConfigMessageTest {

    private static final Crypto CRYPTO = Crypto.get();
    private static final ConfigAuthor ACCOUNT = ConfigAuthor.account(CRYPTO);
    private static final Ed25519KeyPair GROUP = Ed25519KeyPair.ofSeed(new byte[32], CRYPTO);
    private static final ConfigAuthor ADMIN = ConfigAuthor.groupAdmin(GROUP, CRYPTO);
    private static final ConfigAuthor MEMBER = ConfigAuthor.groupMember(GROUP.publicKey(), CRYPTO);

    @Test
    void theDocumentThatNobodyHasWrittenHasTheHashThatAllKnow() {
        ConfigMessage unwritten = ConfigMessage.unwritten();
        String hash = "ea173b57beca8af18c3519a7bbf69c3e7a05d1c049fa9558341d8ebb48b0c965";

        assertThat(unwritten.serialize(ACCOUNT)).isEqualTo(Bytes.utf8("d1:#i0e1:&de1:<le1:=dee"));
        assertThat(unwritten.version(ACCOUNT).hash().toHex()).isEqualTo(hash);
        assertThat(unwritten.version(ADMIN).hash().toHex()).isEqualTo(hash);
    }

    @Property
    void aMessageWrittenIsReadAgainAndWrittenAlike(@ForAll("dicts") ConfigDict first, @ForAll("dicts") ConfigDict then)
            throws SessionException {
        ConfigMessage message =
                ConfigMessage.first(7, first, ConfigMessage.LAG).next(ACCOUNT).withData(then);

        ConfigMessage read = ConfigMessage.parse(message.serialize(ACCOUNT), ACCOUNT);

        assertThat(read.data()).isEqualTo(then);
        assertThat(read.diff()).isEqualTo(ConfigDiff.between(first, then));
        assertThat(read.lagged()).isEqualTo(message.lagged());
        assertThat(read.version(ACCOUNT)).isEqualTo(message.version(ACCOUNT));
        assertThat(read.serialize(ACCOUNT)).isEqualTo(message.serialize(ACCOUNT));
    }

    @Property
    void aDiffAppliedToWhatWasGivesWhatIs(@ForAll("dicts") ConfigDict old, @ForAll("dicts") ConfigDict now) {
        ConfigDiff diff = ConfigDiff.between(old, now);

        assertThat(old.edit(target -> diff.apply(now, target))).isEqualTo(now);
        assertThat(diff.isEmpty()).isEqualTo(old.equals(now));
    }

    @Property(tries = 3_000)
    void anyBytesAreAMessageOrMalformed(@ForAll("dicts") ConfigDict data, @ForAll Random random) {
        byte[] altered = ConfigMessage.first(3, data, ConfigMessage.LAG)
                .next(ACCOUNT)
                .serialize(ACCOUNT)
                .toByteArray();
        for (int changes = random.nextInt(3); changes >= 0; changes--) {
            altered[random.nextInt(altered.length)] = (byte) "ilde:-0129&<=#~\u0000".charAt(random.nextInt(16));
        }
        byte[] cut = Arrays.copyOf(altered, random.nextInt(altered.length + 1));
        byte[] noise = new byte[random.nextInt(40)];
        random.nextBytes(noise);
        for (byte[] bytes : List.of(altered, cut, noise)) {
            try {
                ConfigMessage read = ConfigMessage.parse(Bytes.of(bytes), ACCOUNT);
                // Whatever was let in leaves in good order, and nobody takes offence at it.
                Bytes written = read.serialize(ACCOUNT);
                assertThat(ConfigMessage.parse(written, ACCOUNT).serialize(ACCOUNT))
                        .isEqualTo(written);
            } catch (SessionException e) {
                assertThat(e).isInstanceOf(MalformedDataException.class);
            }
        }
    }

    @Test
    void noBitOfASignedMessageCanBeChanged() throws SessionException {
        ConfigDict data = ConfigDict.empty().edit(dict -> dict.set(Bytes.utf8("n"), Bytes.utf8("Ada")));
        byte[] signed = ConfigMessage.first(1, data, ConfigMessage.LAG)
                .next(ADMIN)
                .serialize(ADMIN)
                .toByteArray();
        assertThat(ConfigMessage.parse(Bytes.of(signed), MEMBER).isVerified()).isTrue();

        for (int bit = 0; bit < signed.length * 8; bit++) {
            byte[] tampered = signed.clone();
            tampered[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> ConfigMessage.parse(Bytes.of(tampered), MEMBER))
                    .isInstanceOfAny(MalformedDataException.class, SignatureException.class);
        }
    }

    @Test
    void whatIsNotSignedOrSignedByAnotherGroupIsRefused() {
        Ed25519KeyPair other = Ed25519KeyPair.ofSeed(new byte[] {
            1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1
        });
        ConfigMessage message = ConfigMessage.first(1, ConfigDict.empty(), ConfigMessage.LAG);

        for (ConfigAuthor author : List.of(ACCOUNT, ConfigAuthor.groupAdmin(other, CRYPTO))) {
            assertThatThrownBy(() -> ConfigMessage.parse(message.serialize(author), MEMBER))
                    .isInstanceOf(SignatureException.class);
        }
    }

    @Test
    void dataNestedTooDeepAreMalformed() {
        for (int depth : new int[] {63, 1_000, 100_000}) {
            Bytes deep =
                    Bytes.utf8("d1:#i1e1:&" + "d1:a".repeat(depth) + "i1e" + "e".repeat(depth) + "1:<le1:=d1:a0:ee");
            if (depth == 63) {
                assertThat(accepted(deep)).isTrue();
            } else {
                assertThat(accepted(deep)).isFalse();
            }
        }
    }

    @Test
    void aSequenceNumberThatHasNoSuccessorIsRefusedAndTheOneBeforeIsNot() {
        assertThat(accepted(Bytes.utf8("d1:#i9223372036854775807e1:&de1:=dee"))).isFalse();
        assertThat(accepted(Bytes.utf8("d1:#i9223372036854775806e1:&de1:=dee"))).isTrue();
    }

    private static boolean accepted(Bytes bytes) {
        try {
            return ConfigMessage.parse(bytes, ACCOUNT).seqno() != 0;
        } catch (SessionException e) {
            return false;
        }
    }

    @Property
    void theOrderOfMessagesDoesNotMatterToTheirMerge(
            @ForAll("dicts") ConfigDict base,
            @ForAll("dicts") ConfigDict one,
            @ForAll("dicts") ConfigDict two,
            @ForAll("dicts") ConfigDict three,
            @ForAll Random random) {
        ConfigMessage ancestor = ConfigMessage.first(1, base, ConfigMessage.LAG);
        List<ConfigMessage> messages = new ArrayList<>(List.of(
                ancestor,
                ancestor.next(ACCOUNT).withData(one),
                ancestor.next(ACCOUNT).withData(two),
                ancestor.next(ACCOUNT).withData(two).next(ACCOUNT).withData(three)));
        Bytes merged = ConfigMerge.of(messages, ACCOUNT).message().serialize(ACCOUNT);

        Collections.shuffle(messages, random);

        assertThat(ConfigMerge.of(messages, ACCOUNT).message().serialize(ACCOUNT))
                .isEqualTo(merged);
    }

    @Provide
    Arbitrary<ConfigDict> dicts() {
        return RandomConfig.dicts();
    }
}
