package org.session4j.protocol.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519KeyPair;
import org.session4j.protocol.crypto.SecretBytes;
import org.session4j.protocol.wire.Zstd;

class ConfigCodecTest {

    private static final Crypto CRYPTO = Crypto.get();
    private static final Ed25519KeyPair KEYS = Ed25519KeyPair.ofSeed(new byte[32], CRYPTO);
    private static final ConfigKeys ACCOUNT = ConfigKeys.ofAccount(KEYS);
    private static final Bytes NAME = Bytes.utf8("n");
    private static final Instant NOW = Instant.EPOCH;

    private final ConfigDocument fresh = ConfigDocument.create(ConfigType.CONTACTS, ConfigAuthor.account(CRYPTO));

    @Test
    void aPushIsOpenedAgainAndIsTheSameEveryTime() throws SessionException {
        ConfigPush push = named("Ada").push(ACCOUNT);

        assertThat(push.document().push(ACCOUNT).messages()).isEqualTo(push.messages());
        assertThat(merge(fresh, push.messages()).document().data().string(NAME)).contains(Bytes.utf8("Ada"));
    }

    @Test
    void whatAnOldBugHasWrappedTwiceOrNobodyHasWrappedIsReadToo() throws SessionException {
        Bytes wrapped = named("Ada").push(ACCOUNT).messages().get(0);
        ConfigWrap wrap = ConfigWrap.of(CRYPTO);
        Bytes twice = wrap.wrap(wrapped, 1, ConfigType.CONTACTS, KEYS);
        Bytes bare = wrap.unwrap(wrapped, ConfigType.CONTACTS, KEYS);

        for (Bytes stored : List.of(twice, bare)) {
            assertThat(merge(fresh, List.of(stored)).understood()).hasSize(1);
        }
    }

    @Test
    void noBitOfWhatIsEncryptedCanBeChanged() throws SessionException {
        Bytes bare = ConfigWrap.of(CRYPTO)
                .unwrap(named("Ada").push(ACCOUNT).messages().get(0), ConfigType.CONTACTS, KEYS);
        ConfigCodec codec = ConfigCodec.of(ConfigType.CONTACTS, ACCOUNT, CRYPTO);

        for (int bit = 0; bit < bare.length() * 8; bit++) {
            byte[] tampered = bare.toByteArray();
            tampered[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> codec.open(Bytes.of(tampered))).isInstanceOf(DecryptionException.class);
        }
    }

    @Test
    void anotherDocumentOrAnotherKeyOpensNothing() throws SessionException {
        List<Bytes> stored = named("Ada").push(ACCOUNT).messages();
        ConfigDocument groups = ConfigDocument.create(ConfigType.USER_GROUPS, ConfigAuthor.account(CRYPTO));
        ConfigKeys other = ConfigKeys.ofAccount(Ed25519KeyPair.ofSeed(CRYPTO.ed25519SeedToX25519(new byte[32])));

        assertThat(merge(groups, stored).understood()).isEmpty();
        assertThat(fresh.merge(named(stored), other, NOW).understood()).isEmpty();
    }

    @Test
    void theFirstKeyOfAGroupEncryptsAndAnyOpens() throws SessionException {
        SecretBytes old = SecretBytes.of(new byte[32]);
        SecretBytes newest = SecretBytes.of(CRYPTO.ed25519SeedToX25519(new byte[32]));
        ConfigCodec before = ConfigCodec.of(ConfigType.GROUP_INFO, ConfigKeys.ofGroup(List.of(old)), CRYPTO);
        ConfigCodec after = ConfigCodec.of(ConfigType.GROUP_INFO, ConfigKeys.ofGroup(List.of(newest, old)), CRYPTO);
        Bytes message = Bytes.utf8("d1:#i1e1:&de1:=de");

        assertThat(after.open(before.encode(message, 1).get(0))).isEqualTo(message);
        Bytes sealed = after.encode(message, 1).get(0);
        assertThatThrownBy(() -> before.open(sealed)).isInstanceOf(DecryptionException.class);
    }

    @Test
    void aBombInADocumentIsLeftOut() throws SessionException {
        byte[] content = new byte[ConfigCompression.MAX_LENGTH + 1];
        content[0] = 'd';
        Bytes frame = Bytes.of(Zstd.compress(content));
        byte[] compressed = new byte[frame.length() + 1];
        compressed[0] = 'z';
        frame.copyTo(compressed, 1);
        assertThat(compressed.length).isLessThan(2_000);

        ConfigMergeResult result = merge(fresh, List.of(encrypt(Bytes.of(compressed))));

        assertThat(result.understood()).isEmpty();
        assertThat(result.outcome()).isEqualTo(ConfigMergeResult.Outcome.UNCHANGED);
    }

    @Property(tries = 2_000)
    void whateverIsInAMessageTheOthersAreMerged(@ForAll byte[] content, @ForAll("marks") char mark)
            throws SessionException {
        byte[] marked = new byte[content.length + 1];
        marked[0] = (byte) mark;
        System.arraycopy(content, 0, marked, 1, content.length);
        List<Bytes> stored = new ArrayList<>(named("Ada").push(ACCOUNT).messages());
        stored.add(0, encrypt(Bytes.of(marked)));
        stored.add(Bytes.of(content));

        assertThat(merge(fresh, stored).document().data().string(NAME)).contains(Bytes.utf8("Ada"));
    }

    @Provide
    Arbitrary<Character> marks() {
        return Arbitraries.of('d', 'z', 'm', 'x', '\0');
    }

    @Test
    void aDocumentTooLargeForOneMessageTravelsInPartsInAnyOrder() throws SessionException {
        ConfigDocument large = large(250_000);
        ConfigPush push = large.push(ACCOUNT);
        assertThat(push.messages())
                .hasSizeGreaterThan(2)
                .allSatisfy(part -> assertThat(part.length()).isLessThanOrEqualTo(ConfigCodec.MAX_STORED_LENGTH));
        List<StoredConfig> parts = named(push.messages());
        Collections.reverse(parts);

        ConfigDocument reader = fresh;
        for (StoredConfig part : parts) {
            ConfigMergeResult result = reader.merge(List.of(part), ACCOUNT, NOW);
            assertThat(result.understood()).containsExactly(part.hash());
            reader = ConfigDocument.load(
                    ConfigType.CONTACTS,
                    ConfigAuthor.account(CRYPTO),
                    result.document().dump());
        }

        assertThat(reader.data()).isEqualTo(large.data());
        assertThat(reader.currentHashes()).hasSize(parts.size());
        ConfigDocument edited = reader.edit(data -> data.set(NAME, 1));
        assertThat(edited.obsoleteHashes()).hasSize(parts.size());
        assertThat(edited.currentHashes()).isEmpty();
    }

    @Test
    void partsAreKeptForAWeek() throws SessionException {
        List<StoredConfig> parts = named(large(120_000).push(ACCOUNT).messages());
        List<StoredConfig> last = parts.subList(parts.size() - 1, parts.size());
        ConfigDocument waiting =
                fresh.merge(parts.subList(0, parts.size() - 1), ACCOUNT, NOW).document();

        assertThat(waiting.merge(last, ACCOUNT, NOW.plus(Duration.ofDays(7))).outcome())
                .isEqualTo(ConfigMergeResult.Outcome.ADOPTED);
        assertThat(waiting.merge(last, ACCOUNT, NOW.plus(Duration.ofDays(8))).outcome())
                .isEqualTo(ConfigMergeResult.Outcome.UNCHANGED);
    }

    @Test
    void partsThatNeverBecomeAWholeTakeBoundedMemory() {
        ConfigDocument document = fresh;
        Bytes chunk = Bytes.of(new byte[60_000]);
        for (int i = 0; i < 300; i++) {
            byte[] whole = new byte[32];
            whole[0] = (byte) i;
            whole[1] = (byte) (i >> 8);
            Bytes part = new ConfigPart(Bytes.of(whole), 0, 2, chunk).encode();
            document = document.merge(named(List.of(encrypt(part))), ACCOUNT, NOW.plusSeconds(i))
                    .document();
        }
        assertThat(document.dump().length()).isLessThan(ConfigCompression.MAX_LENGTH + 20_000);
    }

    @Test
    void aDocumentThatNobodyWouldReadIsNotPushed() {
        ConfigDocument huge = large(ConfigCompression.MAX_LENGTH);

        assertThatThrownBy(() -> huge.push(ACCOUNT)).isInstanceOf(ConfigTooLargeException.class);
    }

    @Property
    void anyBytesAreADumpOrMalformed(@ForAll Random random) throws SessionException {
        byte[] dump = named("Ada").dump().toByteArray();
        dump[random.nextInt(dump.length)] = (byte) "ilde:019(=".charAt(random.nextInt(10));
        try {
            ConfigDocument loaded =
                    ConfigDocument.load(ConfigType.CONTACTS, ConfigAuthor.account(CRYPTO), Bytes.of(dump));
            assertThat(loaded.edit(data -> data.set(NAME, 7)).needsPush()).isTrue();
        } catch (MalformedDataException expected) {
            assertThat(expected).hasMessageNotContaining("Ada");
        }
    }

    @Test
    void aConfirmationTakesTheOwnPushOffTheObsoleteOnes() throws SessionException {
        ConfigPush push = named("Ada").push(ACCOUNT);
        StoredConfig own = named(push.messages()).get(0);
        ConfigDocument polled =
                push.document().merge(List.of(own), ACCOUNT, NOW).document();

        ConfigDocument confirmed = polled.confirm(push.seqno(), List.of(own.hash()));

        assertThat(confirmed.state()).isEqualTo(ConfigState.CLEAN);
        assertThat(confirmed.currentHashes()).containsExactly(own.hash());
        assertThat(confirmed.obsoleteHashes()).isEmpty();
    }

    @Test
    void aConfirmationAfterAnotherEditIsOfNoConsequence() throws SessionException {
        ConfigPush push = named("Ada").push(ACCOUNT);
        ConfigDocument edited = push.document().edit(data -> data.set(NAME, Bytes.utf8("Eve")));

        assertThat(edited.confirm(push.seqno(), List.of(new StorageHash("x")))).isSameAs(edited);
    }

    @Test
    void whoeverIsLeftFarBehindLearnsThatEditsAreGone() throws SessionException {
        ConfigDocument ahead = fresh;
        ConfigPush push = null;
        for (int i = 0; i < 7; i++) {
            int number = i;
            push = ahead.edit(data -> data.set(NAME, number)).push(ACCOUNT);
            ahead = push.document().confirm(push.seqno(), List.of(new StorageHash("h" + i)));
        }
        ConfigDocument behind = fresh.edit(data -> data.set(Bytes.utf8("mine"), 1));
        assertThat(push).isNotNull();

        ConfigMergeResult result = merge(behind, push.messages());

        assertThat(result.outcome()).isEqualTo(ConfigMergeResult.Outcome.ADOPTED_WITHOUT_OWN_EDITS);
        assertThat(result.document().data()).isEqualTo(ahead.data());
        assertThat(result.document().needsPush()).isFalse();
    }

    private ConfigDocument named(String name) {
        return fresh.edit(data -> data.set(NAME, Bytes.utf8(name)));
    }

    /** Data that do not become smaller. */
    private ConfigDocument large(int length) {
        byte[] noise = new byte[length];
        new Random(1).nextBytes(noise);
        return fresh.edit(data -> data.set(Bytes.utf8("large"), Bytes.of(noise)));
    }

    private static Bytes encrypt(Bytes plain) {
        return ConfigCipher.of(CRYPTO).encrypt(plain, KEYS.seed(), ConfigType.CONTACTS.domain());
    }

    private static List<StoredConfig> named(List<Bytes> stored) {
        List<StoredConfig> messages = new ArrayList<>();
        stored.forEach(data -> messages.add(new StoredConfig(new StorageHash("hash" + messages.size()), data)));
        return messages;
    }

    private static ConfigMergeResult merge(ConfigDocument document, List<Bytes> stored) {
        return document.merge(named(stored), ACCOUNT, NOW);
    }
}
