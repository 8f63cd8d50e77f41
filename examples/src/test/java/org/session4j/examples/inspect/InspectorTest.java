package org.session4j.examples.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.session4j.onion.OnionPayload;
import org.session4j.onion.wire.OnionCipher;
import org.session4j.onion.wire.OnionFrame;
import org.session4j.onion.wire.OnionHop;
import org.session4j.onion.wire.OnionRequestEncoder;
import org.session4j.onion.wire.ServerTarget;
import org.session4j.onion.wire.V4Frame;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.attachment.DeterministicCipher;
import org.session4j.protocol.attachment.EncryptedBytes;
import org.session4j.protocol.attachment.LegacyCipher;
import org.session4j.protocol.attachment.PictureCipher;
import org.session4j.protocol.config.ConfigAuthor;
import org.session4j.protocol.config.ConfigCipher;
import org.session4j.protocol.config.ConfigCodec;
import org.session4j.protocol.config.ConfigDict;
import org.session4j.protocol.config.ConfigKeys;
import org.session4j.protocol.config.ConfigMessage;
import org.session4j.protocol.config.ConfigType;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519KeyPair;
import org.session4j.protocol.crypto.SecretBytes;
import org.session4j.protocol.message.DirectMessageCodec;
import org.session4j.protocol.message.MessageReference;
import org.session4j.protocol.message.TextMessage;
import org.session4j.protocol.message.Unsend;

class InspectorTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Crypto CRYPTO = Crypto.get();
    private static final Instant SENT = Instant.parse("2026-01-02T03:04:05.006Z");
    private static final Account ALICE = Account.generate();
    private static final Account BOB = Account.generate();

    private static String describe(Bytes bytes, Keys keys) {
        return String.join("\n", new Inspector(keys).describe(bytes));
    }

    private static Bytes message(String text) throws Exception {
        TextMessage message = TextMessage.builder(text)
                .quote(new MessageReference(BOB.sessionId(), SENT))
                .build();
        return DirectMessageCodec.of(CRYPTO).encode(ALICE, BOB.sessionId(), message.toContent(SENT), RANDOM);
    }

    @Test
    void aMessageIsOpenedDownToItsFields() throws Exception {
        Bytes stored = message("hello \u202e\u001b[2J");
        assertThat(describe(stored, new Keys(BOB, null, null)))
                .containsSubsequence(
                        "stored message of version 1, ",
                        "\n  envelope, ",
                        "timestamp     1767323045006 (2026-01-02T03:04:05.006Z)",
                        "its signature is good",
                        "sender        " + ALICE.sessionId(),
                        "\n    content of kind TEXT, ",
                        "read as       TextMessage",
                        "dataMessage",
                        "body          hello \\u{202e}\\u{1b}[2J",
                        "quote",
                        "author        " + BOB.sessionId(),
                        "sigTimestamp  1767323045006");
    }

    @Test
    void withoutItsKeyAMessageStaysClosed() throws Exception {
        Bytes stored = message("hello");
        assertThat(describe(stored, Keys.NONE))
                .contains("the recipient's phrase opens it")
                .doesNotContain("hello");
        assertThat(describe(stored, new Keys(ALICE, null, null)))
                .contains("to somebody else")
                .doesNotContain("hello");
    }

    @Test
    void whatAReaderWouldRefuseIsSaid() {
        byte[] content = TextMessage.builder("x").build().toContent(SENT).toBuilder()
                .dataMessage(null)
                .unsendRequest(new Unsend(new MessageReference(BOB.sessionId(), SENT))
                        .toContent(SENT)
                        .unsendRequest())
                .build()
                .encode();
        assertThat(describe(Bytes.of(content), Keys.NONE)).contains("content of kind UNSEND", "read as       Unsend");
    }

    @Test
    void anOnionRequestIsOpenedByTheKeyOfItsGuard() throws Exception {
        Ed25519KeyPair guard = Ed25519KeyPair.generate(RANDOM, CRYPTO);
        List<OnionHop> path = List.of(hop(guard), hop(), hop());
        Bytes request = new OnionRequestEncoder(CRYPTO, RANDOM)
                .encodeForNode(path, hop(), Bytes.utf8("{\"method\":\"info\"}"))
                .body();
        Keys keys = new Keys(null, Bytes.of(guard.toX25519().secretKey().exposeSecretBytes()), null);
        assertThat(describe(request, keys))
                .containsSubsequence(
                        "onion request, ",
                        "cipher        xchacha20",
                        "to this key",
                        "\n  opened onion layer, to be passed on, ",
                        "next node     " + path.get(1).ed25519(),
                        "\n    onion request, ",
                        "hop number    1",
                        "to somebody else");
        assertThat(describe(request, Keys.NONE)).contains("the key of its reader opens it");
    }

    @Test
    void theLastLayersSayWhatIsAskedOfWhom() throws Exception {
        assertThat(describe(
                        Bytes.of(OnionFrame.encode(utf8("{\"method\":\"info\"}"), "{\"headers\":\"\"}")), Keys.NONE))
                .containsSubsequence("for the node itself", "\n  text, ", "{\"method\":\"info\"}");

        Bytes request = Bytes.of(new V4Frame("{\"method\":\"GET\",\"endpoint\":\"/file/42\"}", null).encode());
        assertThat(describe(request, Keys.NONE)).contains("request to a server", "/file/42");
        Ed25519KeyPair guard = Ed25519KeyPair.generate(RANDOM, CRYPTO);
        Bytes toServer = new OnionRequestEncoder(CRYPTO, RANDOM)
                .encodeForServer(
                        List.of(hop(guard)),
                        new ServerTarget("http", "files.example.org", 80, "/oxen/v4/lsrpc"),
                        hop().x25519(),
                        OnionCipher.XCHACHA20,
                        OnionPayload.of(request))
                .body();
        Keys keys = new Keys(null, Bytes.of(guard.toX25519().secretKey().exposeSecretBytes()), null);
        assertThat(describe(toServer, keys)).contains("http://files.example.org:80/oxen/v4/lsrpc");
    }

    private static OnionHop hop() {
        return hop(Ed25519KeyPair.generate(RANDOM, CRYPTO));
    }

    private static OnionHop hop(Ed25519KeyPair node) {
        return new OnionHop(node.publicKey(), node.toX25519().publicKey(), OnionCipher.XCHACHA20);
    }

    @Test
    void aFileIsOpenedByItsKey() {
        byte[] content = utf8("a cat");
        EncryptedBytes legacy = LegacyCipher.encrypt(content, RANDOM);
        assertThat(describe(legacy.content(), keysOf(legacy)))
                .containsSubsequence("file of the legacy form, ", ", as it should be", "\n  text, 5 bytes", "a cat");
        EncryptedBytes deterministic = DeterministicCipher.of(CRYPTO)
                .encrypt(content, ALICE.ed25519KeyPair(), DeterministicCipher.Domain.ATTACHMENT);
        assertThat(describe(deterministic.content(), keysOf(deterministic)))
                .contains("file of the deterministic form", "a cat");
        EncryptedBytes picture = PictureCipher.encrypt(content, RANDOM);
        assertThat(describe(picture.content(), keysOf(picture))).contains("profile picture of the old form", "a cat");

        assertThat(describe(legacy.content(), keysOf(picture))).doesNotContain("a cat");
        Keys wrongDigest = new Keys(null, legacy.file().key(), Bytes.of(new byte[32]));
        assertThat(describe(legacy.content(), wrongDigest)).contains("not the one that was given");
    }

    @Test
    void aConfigDocumentIsOpenedByItsAccountOrGroup() throws Exception {
        ConfigDict data = ConfigDict.empty().edit(edit -> {
            edit.set(Bytes.utf8("n"), Bytes.utf8("Bob"));
            edit.set(Bytes.utf8("q"), Bytes.of((byte) 0xff, (byte) 1));
        });
        Bytes message = ConfigMessage.first(7, data, ConfigMessage.LAG).serialize(ConfigAuthor.account(CRYPTO));
        Bytes own = ConfigCodec.of(ConfigType.USER_PROFILE, ConfigKeys.ofAccount(BOB.ed25519KeyPair()), CRYPTO)
                .encode(message, 7)
                .get(0);
        assertThat(describe(own, new Keys(BOB, null, null)))
                .containsSubsequence(
                        "config document USER_PROFILE, ",
                        "\n  config message, ",
                        "seqno         7",
                        "data",
                        "n             Bob",
                        "q             ff01");
        assertThat(describe(own, new Keys(ALICE, null, null))).doesNotContain("config");

        Bytes key = Bytes.of(new byte[32]);
        ConfigKeys ofGroup = ConfigKeys.ofGroup(List.of(SecretBytes.of(key.toByteArray())));
        Bytes group = ConfigCodec.of(ConfigType.GROUP_INFO, ofGroup, CRYPTO)
                .encode(message, 7)
                .get(0);
        assertThat(describe(group, new Keys(null, key, null))).contains("config document GROUP_INFO", "Bob");
    }

    private static Keys keysOf(EncryptedBytes file) {
        return new Keys(null, file.file().key(), file.file().digest());
    }

    @Property
    void anyBytesAreDescribed(@ForAll @Size(max = 600) byte[] bytes, @ForAll @Size(max = 70) byte[] key) {
        assertThat(describe(Bytes.of(bytes), Keys.NONE)).isNotEmpty();
        assertThat(describe(Bytes.of(bytes), new Keys(BOB, Bytes.of(key), Bytes.of(key))))
                .isNotEmpty();
    }

    @Property
    void soIsWhatWasAMessageOnce(
            @ForAll @IntRange(max = 1_000) int at, @ForAll byte changed, @ForAll @IntRange(max = 1_000) int length)
            throws Exception {
        byte[] stored = message("hello").toByteArray();
        stored[at % stored.length] = changed;
        Bytes damaged = Bytes.of(stored);
        Keys keys = new Keys(BOB, Bytes.of(new byte[32]), null);
        assertThat(describe(damaged, keys)).isNotEmpty();
        assertThat(describe(damaged.slice(0, length % stored.length), keys)).isNotEmpty();
    }

    @Property
    void soIsAnyContentAndAnyFrame(@ForAll @Size(max = 200) byte[] bytes, @ForAll @IntRange(max = 255) int field) {
        byte[] content = new byte[bytes.length + 2];
        content[0] = (byte) field;
        content[1] = (byte) bytes.length;
        System.arraycopy(bytes, 0, content, 2, bytes.length);
        assertThat(describe(Bytes.of(content), Keys.NONE)).isNotEmpty();
        for (String json : List.of("{\"headers\":1}", "{\"host\":\"h\",\"port\":-1}", "{\"ephemeral_key\":\"00\"}")) {
            assertThat(describe(Bytes.of(OnionFrame.encode(bytes, json)), Keys.NONE))
                    .isNotEmpty();
        }
    }

    @Property
    void soIsWhateverStandsInAConfigDocument(@ForAll @Size(max = 200) byte[] bytes) {
        Bytes key = Bytes.of(new byte[32]);
        Bytes sealed = ConfigCipher.of(CRYPTO)
                .encrypt(Bytes.of(bytes), SecretBytes.of(key.toByteArray()), ConfigType.GROUP_INFO.domain());
        assertThat(describe(sealed, new Keys(null, key, null))).startsWith("config document GROUP_INFO");
        assertThat(describe(Bytes.utf8("d1:#i1e1:&" + new String(bytes, StandardCharsets.ISO_8859_1)), Keys.NONE))
                .isNotEmpty();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
