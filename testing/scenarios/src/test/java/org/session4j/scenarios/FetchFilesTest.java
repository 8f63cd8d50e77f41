package org.session4j.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.session4j.client.ChatMessage;
import org.session4j.client.FileException;
import org.session4j.client.FileException.Reason;
import org.session4j.client.MessageReceived;
import org.session4j.client.OutgoingFile;
import org.session4j.client.ProfileChanged;
import org.session4j.client.SessionClient;
import org.session4j.client.SessionNetworkException;
import org.session4j.client.TextWithFiles;
import org.session4j.onion.OnionClient;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.attachment.DeterministicCipher;
import org.session4j.protocol.attachment.EncryptedBytes;
import org.session4j.protocol.attachment.FileUrl;
import org.session4j.protocol.attachment.LegacyCipher;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.message.Attachment;
import org.session4j.protocol.message.Profile;
import org.session4j.swarm.FileServer;
import org.session4j.testkit.Fault;
import org.session4j.testkit.TestNetwork;

/** Files that somebody has sent: fetched when asked for, and whole under their name or not at all. */
@Timeout(600)
class FetchFilesTest {

    private static TestNetwork network;
    private static SessionClient alice;
    private static SessionClient bob;
    private static OnionClient onion;
    private static FileServer server;
    private static BlockingQueue<ChatMessage> received;
    private static BlockingQueue<ProfileChanged> profiles;

    @TempDir
    Path folder;

    private final Random random = new Random(6);

    @BeforeAll
    static void start() {
        network = PatientNetwork.builder().start();
        alice = SessionClient.builder(network).account(Account.generate()).open();
        bob = SessionClient.builder(network).account(Account.generate()).open();
        onion = OnionClient.builder(network).open();
        server = FileServer.builder(onion, network.files().address())
                .timing(network.timing())
                .open();
        received = new LinkedBlockingQueue<>();
        profiles = new LinkedBlockingQueue<>();
        bob.onEvent(event -> {
            if (event instanceof MessageReceived m) {
                received.add(m.message());
            } else if (event instanceof ProfileChanged p) {
                profiles.add(p);
            }
        });
    }

    @AfterAll
    static void stop() {
        server.close();
        onion.close();
        alice.close();
        bob.close();
        network.close();
    }

    @AfterEach
    void repair() {
        network.files().clearFaults();
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Uploads in the form that the apps send. */
    private static Attachment.Builder uploaded(byte[] content) {
        EncryptedBytes encrypted = LegacyCipher.encrypt(content, new SecureRandom());
        String url = server.upload(encrypted.content()).join().url(false).format();
        Bytes digest = encrypted.file().digest();
        assertThat(digest).isNotNull();
        return Attachment.builder(url, encrypted.file().key()).digest(digest);
    }

    private List<Path> inFolder() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.collect(Collectors.toList());
        }
    }

    private Reason refusal(Attachment attachment) throws IOException {
        Path target = folder.resolve("target");
        FileException refused =
                catchThrowableOfType(FileException.class, () -> bob.files().download(attachment, target));
        assertThat(inFolder()).isEmpty();
        return refused.reason();
    }

    @Test
    void aFileThatWasTamperedWithIsRefusedAndLeavesNothing() throws Exception {
        byte[] content = bytes(100_000);
        Attachment attachment = uploaded(content).size(content.length).build();
        network.files().fault(new Fault.WrongBytes());
        assertThat(refusal(attachment)).isEqualTo(Reason.DOES_NOT_OPEN);
        network.files().clearFaults();
        assertThat(bob.files().download(attachment, folder.resolve("target"))).hasBinaryContent(content);
        assertThat(inFolder()).hasSize(1);
    }

    @Test
    void aFileUnderAnotherKeyOrDigestIsRefused() throws Exception {
        Attachment right = uploaded(bytes(10)).size(10).build();
        Bytes other = Bytes.of(bytes(64));
        Attachment wrongKey = Attachment.builder(right.url(), other)
                .digest(Bytes.of(bytes(32)))
                .build();
        assertThat(refusal(wrongKey)).isEqualTo(Reason.DOES_NOT_OPEN);
        Attachment wrongDigest = Attachment.builder(right.url(), right.key())
                .digest(Bytes.of(bytes(32)))
                .build();
        assertThat(refusal(wrongDigest)).isEqualTo(Reason.DOES_NOT_OPEN);
        String deterministic = right.url() + (right.url().contains("#") ? "&d" : "#d");
        Attachment wrongForm =
                Attachment.builder(deterministic, Bytes.of(bytes(32))).build();
        assertThat(refusal(wrongForm)).isEqualTo(Reason.DOES_NOT_OPEN);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 99, 999, 1_001, 5_000, 10_000_000})
    void aSizeThatLiesIsNoticed(int claimed) throws Exception {
        byte[] content = new byte[1_000];
        Arrays.fill(content, (byte) 7);
        Attachment.Builder attachment = uploaded(content);
        if (claimed == 1_001) {
            // As much as there is padding, it cannot be told: the padding is zero bytes.
            assertThat(bob.files().download(attachment.size(claimed).build(), folder.resolve("target")))
                    .hasSize(1_001);
        } else {
            assertThat(refusal(attachment.size(claimed).build())).isEqualTo(Reason.WRONG_SIZE);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://files.example/file/1",
                "https://127.0.0.2/file/1",
                "http://files.example:81/files/1?query=1#e=2",
                "http://open.getsession.org.example/file/1#p=nokey"
            })
    void aFileOnAServerThatNobodyKnowsIsNotEvenAskedFor(String url) throws Exception {
        long before = network.files().requests();
        Attachment attachment = Attachment.builder(url, Bytes.of(new byte[64]))
                .digest(Bytes.of(new byte[32]))
                .size(10)
                .build();
        assertThat(refusal(attachment)).isEqualTo(Reason.URL_REFUSED);
        assertThat(network.files().requests()).isEqualTo(before);
    }

    @Test
    void aFileThatHasExpiredIsNotThere() throws Exception {
        Attachment attachment = uploaded(bytes(10)).size(10).build();
        network.files().remove(FileUrl.parse(attachment.url()).id().toString());
        assertThat(refusal(attachment)).isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void aServerThatFailsIsWorthAnotherTry() throws Exception {
        Attachment attachment = uploaded(bytes(10)).size(10).build();
        network.files().fault(new Fault.ServerError(500));
        SessionNetworkException failed = catchThrowableOfType(
                SessionNetworkException.class, () -> bob.files().download(attachment, folder.resolve("target")));
        assertThat(failed.unsent()).isEmpty();
        assertThat(inFolder()).isEmpty();
    }

    @Test
    void aTargetThatCannotBeWrittenIsSaidBeforeAnythingIsFetched() throws Exception {
        Attachment attachment = uploaded(bytes(10)).size(10).build();
        long before = network.files().requests();
        FileException refused = catchThrowableOfType(
                FileException.class,
                () -> bob.files().download(attachment, folder.resolve("missing").resolve("target")));
        assertThat(refused.reason()).isEqualTo(Reason.NOT_WRITABLE);
        assertThat(network.files().requests()).isEqualTo(before);
    }

    @Test
    void aTargetThatIsAFolderStaysAsItIs() throws Exception {
        Attachment attachment = uploaded(bytes(10)).size(10).build();
        Path target = Files.createDirectories(folder.resolve("target"));
        Files.write(target.resolve("inside"), new byte[1]);
        FileException refused =
                catchThrowableOfType(FileException.class, () -> bob.files().download(attachment, target));
        assertThat(refused.reason()).isEqualTo(Reason.NOT_WRITABLE);
        assertThat(inFolder()).containsExactly(target);
    }

    @Test
    void aDownloadThatIsCancelledLeavesNothing() throws Exception {
        Attachment attachment = uploaded(bytes(10)).size(10).build();
        network.files().fault(new Fault.Hanging());
        CountDownLatch ended = new CountDownLatch(1);
        CompletableFuture<Path> fetching =
                bob.files().async().download(attachment, folder.resolve("target"), (done, inAll) -> {});
        CompletableFuture<?> unused = fetching.whenComplete((path, failure) -> ended.countDown());
        assertThat(fetching.cancel(true)).isTrue();
        ended.await();
        assertThat(fetching).isCancelled();
        network.files().clearFaults();
        // The turn of the one that was cancelled is free again.
        for (int i = 0; i < 3; i++) {
            bob.files().download(attachment, folder.resolve("another"));
        }
        assertThat(inFolder()).containsExactly(folder.resolve("another"));
    }

    @ParameterizedTest
    @EnumSource(DeterministicCipher.Derivation.class)
    void theDeterministicFormIsReadWhateverItsKeyIsMadeOf(DeterministicCipher.Derivation derivation) throws Exception {
        byte[] content = bytes(70_000);
        try (Account sender = Account.generate()) {
            EncryptedBytes encrypted = DeterministicCipher.of(Crypto.get())
                    .withDerivation(derivation)
                    .encrypt(content, sender.ed25519KeyPair(), DeterministicCipher.Domain.ATTACHMENT);
            String url = server.upload(encrypted.content()).join().url(true).format();
            Attachment.Builder attachment =
                    Attachment.builder(url, encrypted.file().key());
            assertThat(refusal(attachment.size(content.length - 1).build())).isEqualTo(Reason.WRONG_SIZE);
            assertThat(refusal(attachment.size(content.length + 1).build())).isEqualTo(Reason.WRONG_SIZE);
            Attachment right = attachment.size(content.length).build();
            assertThat(bob.files().download(right, folder.resolve("target"))).hasBinaryContent(content);
        }
    }

    @Test
    void aPictureIsShownToWhomeverOneWritesTo() throws Exception {
        byte[] picture = bytes(20_000);
        alice.setProfile(Profile.of("Alice"));
        OutgoingFile file =
                OutgoingFile.builder(() -> new ByteArrayInputStream(picture)).build();
        Profile own = alice.files().setPicture(file);
        assertThat(alice.settings().profile()).isEqualTo(own);
        assertThat(own.displayName()).isEqualTo("Alice");

        alice.send(bob.sessionId(), "how do I look?");
        Profile shown = profiles.take().profile();
        assertThat(shown).isEqualTo(own);
        assertThat(received.take().text()).isEqualTo("how do I look?");
        assertThat(bob.files().downloadPicture(shown, folder.resolve("alice.webp")))
                .hasBinaryContent(picture);

        alice.setProfile(own.withoutPicture());
        alice.send(bob.sessionId(), TextWithFiles.of("and now?", file));
        assertThat(profiles.take().profile().removesPicture()).isTrue();
        assertThat(received.take().attachments()).hasSize(1);
    }
}
