package org.session4j.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.session4j.client.ChatMessage;
import org.session4j.client.MessageReceived;
import org.session4j.client.MessageRefused;
import org.session4j.client.MessageRefused.Reason;
import org.session4j.client.ProfileChanged;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.X25519PublicKey;
import org.session4j.protocol.message.AttachmentPointer;
import org.session4j.protocol.message.Content;
import org.session4j.protocol.message.DataMessage;
import org.session4j.protocol.message.DirectMessageCodec;
import org.session4j.protocol.message.LokiProfile;
import org.session4j.protocol.message.MessageReference;
import org.session4j.protocol.message.OpenGroupInvitation;
import org.session4j.protocol.message.Preview;
import org.session4j.protocol.message.Quote;
import org.session4j.protocol.message.TextMessage;
import org.session4j.protocol.message.Unsend;
import org.session4j.protocol.wire.Envelope;
import org.session4j.protocol.wire.MessagePadding;
import org.session4j.protocol.wire.V1Cipher;
import org.session4j.protocol.wire.V1Codec;
import org.session4j.protocol.wire.WebSocketMessage;
import org.session4j.testkit.TestNetwork;
import org.slf4j.LoggerFactory;

/**
 * Somebody puts into Bob's mailbox whatever might do him harm. Each time the thing is refused for a reason that is told and
 * logged, and the good message behind it arrives.
 */
@Timeout(300)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileSenderTest {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Crypto CRYPTO = Crypto.get();
    private static final String FILE_URL = "http://filev2.getsession.org/file/42#d";
    private static final Bytes KEY = Bytes.of(new byte[32]);

    private final LogRecorder log = new LogRecorder();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);

    private TestNetwork network;
    private Person bob;
    private Person mallory;

    /** What is put into the mailbox, made when its time has come. */
    @FunctionalInterface
    interface Attack {
        Bytes bytes() throws Exception;
    }

    record Case(String name, Reason expected, Attack attack) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    void bobAndMalloryArrive(@TempDir Path folder) {
        log.listenTo(root);
        network = PatientNetwork.builder().start();
        bob = Person.arrive(network, Account.generate(), folder.resolve("bob"));
        mallory = Person.arrive(network, Account.generate(), folder.resolve("mallory"));
    }

    @AfterAll
    void allLeave() {
        mallory.close();
        bob.close();
        network.close();
        root.detachAppender(log);
    }

    Stream<Case> attacks() {
        return Stream.of(wrongBytes(), wrongSignatures(), wrongClaims(), wrongFiles(), wrongLinks())
                .flatMap(List::stream);
    }

    private List<Case> wrongBytes() {
        return List.of(
                new Case("a single byte", Reason.MALFORMED, () -> Bytes.of((byte) 8)),
                new Case("random bytes", Reason.MALFORMED, () -> Bytes.of(noise(2_000))),
                new Case("a version to come", Reason.UNKNOWN_FORMAT, () -> Bytes.of((byte) 0, (byte) 9, (byte) 1)),
                new Case("a message cut in the middle", Reason.MALFORMED, () -> {
                    Bytes whole = good();
                    return whole.slice(0, whole.length() / 2);
                }),
                new Case("a sealed part shorter than its overhead", Reason.MALFORMED, () -> enveloped(new byte[143])),
                new Case("a sealed part of noise", Reason.UNDECRYPTABLE, () -> enveloped(random(400))),
                new Case("a signature of 63 bytes in the envelope", Reason.MALFORMED, this::shortProSignature),
                new Case("content that is no content", Reason.MALFORMED, () -> sealed(noise(50), mallory.now())));
    }

    private List<Case> wrongSignatures() {
        return List.of(
                new Case("a signature for somebody else", Reason.BAD_SIGNATURE, this::signedForSomebodyElse),
                new Case(
                        "sealed to somebody else",
                        Reason.UNDECRYPTABLE,
                        () -> DirectMessageCodec.of(CRYPTO)
                                .encode(
                                        mallory.account(),
                                        Account.generate().sessionId(),
                                        TextMessage.of("psst").toContent(mallory.now()),
                                        RANDOM)));
    }

    private List<Case> wrongClaims() {
        return List.of(
                new Case("timestamps that differ", Reason.FORBIDDEN, () -> {
                    Instant now = mallory.now();
                    return sealed(TextMessage.of("later").toContent(now).encode(), now.plusSeconds(60));
                }),
                new Case(
                        "a copy of what Bob is said to have sent",
                        Reason.FORBIDDEN,
                        () -> sealed(TextMessage.builder("I am you")
                                .syncTarget(mallory.id())
                                .build()
                                .toContent(mallory.now()))),
                new Case(
                        "unsending what Bob wrote",
                        Reason.FORBIDDEN,
                        () -> sealed(
                                new Unsend(new MessageReference(bob.id(), mallory.now())).toContent(mallory.now()))),
                new Case(
                        "a quote of nobody",
                        Reason.MALFORMED,
                        () -> text(data -> data.quote(new Quote(1, "05ab", null, List.of())))));
    }

    private List<Case> wrongFiles() {
        return List.of(
                new Case(
                        "a file that claims four gigabytes",
                        Reason.FORBIDDEN,
                        () -> file(pointer().size(0xffff_ffffL))),
                new Case(
                        "a key of 31 bytes",
                        Reason.MALFORMED,
                        () -> file(pointer().key(Bytes.of(new byte[31])))),
                new Case(
                        "a digest of 5 bytes",
                        Reason.MALFORMED,
                        () -> file(pointer().digest(Bytes.of(new byte[5])))),
                new Case("33 files", Reason.FORBIDDEN, () -> {
                    AttachmentPointer[] many = new AttachmentPointer[33];
                    Arrays.fill(many, pointer().build());
                    return text(data -> data.attachments(List.of(many)));
                }),
                new Case(
                        "a file on Bob's own disk",
                        Reason.FORBIDDEN,
                        () -> file(pointer().url("file:///etc/passwd"))),
                new Case(
                        "a file on no file server",
                        Reason.FORBIDDEN,
                        () -> file(pointer().url("https://example.org/tracking?who=bob"))),
                new Case(
                        "a file behind a user name",
                        Reason.FORBIDDEN,
                        () -> file(pointer().url("http://filev2.getsession.org@example.org/file/42"))));
    }

    private List<Case> wrongLinks() {
        return List.of(
                new Case(
                        "a preview with a title of 60 KB",
                        Reason.FORBIDDEN,
                        () -> preview(new Preview("https://example.org", "x".repeat(60_000), null))),
                new Case(
                        "a preview with a URL of 60 KB",
                        Reason.FORBIDDEN,
                        () -> preview(new Preview("https://example.org/" + "x".repeat(60_000), "title", null))),
                new Case("two previews", Reason.FORBIDDEN, () -> {
                    Preview one = new Preview("https://example.org", "title", null);
                    return text(data -> data.preview(List.of(one, one)));
                }),
                new Case(
                        "a preview of a script",
                        Reason.FORBIDDEN,
                        () -> preview(new Preview("javascript:alert(1)", "title", null))),
                new Case(
                        "an invitation to no community",
                        Reason.FORBIDDEN,
                        () -> text(data -> data.communityInvitation(
                                new OpenGroupInvitation("https://example.org/login", "Tea")))));
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void isRefusedAndTheNextGoodMessageArrives(Case hostile) throws Exception {
        int before = bob.with(mallory).history().size();
        log.lines.clear();
        mallory.post(bob, hostile.attack().bytes());
        assertThat(bob.next(MessageRefused.class).reason()).isEqualTo(hostile.expected());
        assertThat(log.lines).anyMatch(line -> line.contains(hostile.expected().name()));

        mallory.with(bob).send("after " + hostile);
        assertThat(bob.next(MessageReceived.class).text()).isEqualTo("after " + hostile);
        assertThat(bob.with(mallory).history()).hasSize(before + 1);
    }

    @Test
    void namesAreFreedOfWhatDoesNotBelongIntoThem() throws Exception {
        mallory.post(
                bob,
                text(data -> data.profile(new LokiProfile("\u202eBob\u0000\n\u001b[31m" + "x".repeat(200), null, 1L))
                        .attachments(List.of(pointer()
                                .fileName("../../.ssh/\u202egpj.exe\u0000")
                                .contentType("no type\n")
                                .caption("one\ntwo")
                                .width(0xffff_ffffL)
                                .height(1L)
                                .build()))));

        String name = bob.next(ProfileChanged.class).profile().displayName();
        assertThat(name).startsWith("Bob[31mxxx").hasSize(100);
        ChatMessage message = bob.next(MessageReceived.class).message();
        assertThat(message.attachments()).singleElement().satisfies(file -> {
            assertThat(file.fileName()).isEqualTo(".._.._.ssh_gpj.exe");
            assertThat(file.contentType()).isEqualTo("application/octet-stream");
            assertThat(file.caption()).isEqualTo("onetwo");
            assertThat(file.dimensions()).isNull();
        });
    }

    private Bytes good() throws Exception {
        return sealed(TextMessage.of("good").toContent(mallory.now()));
    }

    private Bytes sealed(Content content) throws Exception {
        return DirectMessageCodec.of(CRYPTO).encode(mallory.account(), bob.id(), content, RANDOM);
    }

    /** Of any bytes, in an envelope of any time. */
    private Bytes sealed(byte[] content, Instant time) throws Exception {
        return Bytes.of(V1Codec.of(CRYPTO)
                .encode(
                        content,
                        time.toEpochMilli(),
                        mallory.account().ed25519KeyPair(),
                        bob.id().x25519(),
                        RANDOM));
    }

    private Bytes enveloped(byte[] sealed) {
        Envelope envelope = Envelope.of(
                Envelope.Type.SESSION_MESSAGE,
                mallory.now().toEpochMilli(),
                Bytes.of(sealed),
                Bytes.of(random(Crypto.ED25519_SIGNATURE)));
        return Bytes.of(WebSocketMessage.wrap(envelope.encode()));
    }

    /** The last field of an envelope, a byte shorter. */
    private Bytes shortProSignature() {
        byte[] envelope = Envelope.of(
                        Envelope.Type.SESSION_MESSAGE,
                        mallory.now().toEpochMilli(),
                        Bytes.of(random(400)),
                        Bytes.of(random(Crypto.ED25519_SIGNATURE)))
                .encode();
        envelope[envelope.length - Crypto.ED25519_SIGNATURE - 1] = Crypto.ED25519_SIGNATURE - 1;
        return Bytes.of(WebSocketMessage.wrap(Arrays.copyOf(envelope, envelope.length - 1)));
    }

    /** A box that Bob can open around what was signed for another. */
    private Bytes signedForSomebodyElse() throws Exception {
        byte[] content = TextMessage.of("for Carol").toContent(mallory.now()).encode();
        byte[] signed = V1Cipher.of(CRYPTO)
                .signForRecipient(
                        MessagePadding.pad(content),
                        mallory.account().ed25519KeyPair(),
                        Account.generate().x25519PublicKey());
        byte[] secret = random(Crypto.KEY);
        byte[] ephemeral = CRYPTO.x25519Base(secret);
        X25519PublicKey bobs = bob.id().x25519();
        byte[] nonce = CRYPTO.blake2b(Crypto.BOX_NONCE, null, null, ephemeral, bobs.toByteArray());
        byte[] box = CRYPTO.boxEasy(signed, nonce, bobs.toByteArray(), secret);
        byte[] sealed = Arrays.copyOf(ephemeral, ephemeral.length + box.length);
        System.arraycopy(box, 0, sealed, ephemeral.length, box.length);
        return enveloped(sealed);
    }

    /** Writes something into a message with a text. */
    @FunctionalInterface
    private interface Pen {
        DataMessage.Builder write(DataMessage.Builder data);
    }

    private Bytes text(Pen pen) throws Exception {
        return sealed(Content.builder()
                .sigTimestamp(mallory.now().toEpochMilli())
                .dataMessage(pen.write(DataMessage.builder().body("look")).build())
                .build());
    }

    private Bytes file(AttachmentPointer.Builder pointer) throws Exception {
        return text(data -> data.attachments(List.of(pointer.build())));
    }

    private Bytes preview(Preview preview) throws Exception {
        return text(data -> data.preview(List.of(preview)));
    }

    private static AttachmentPointer.Builder pointer() {
        return AttachmentPointer.builder().url(FILE_URL).key(KEY).size(10L);
    }

    /** Whose first byte begins nothing that is known. */
    private static byte[] noise(int length) {
        byte[] bytes = random(length);
        Arrays.fill(bytes, 0, 11, (byte) 0xff);
        return bytes;
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
