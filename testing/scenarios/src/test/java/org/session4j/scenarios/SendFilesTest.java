package org.session4j.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.session4j.client.Chat;
import org.session4j.client.ChatMessage;
import org.session4j.client.ClientClosedException;
import org.session4j.client.Conversation;
import org.session4j.client.FileException;
import org.session4j.client.MessageExpired;
import org.session4j.client.MessageReceived;
import org.session4j.client.MessageSent;
import org.session4j.client.OutgoingFile;
import org.session4j.client.SessionClient;
import org.session4j.client.SessionEvent;
import org.session4j.client.SessionNetworkException;
import org.session4j.client.TextWithFiles;
import org.session4j.client.store.MessageStore;
import org.session4j.client.store.PendingMessage;
import org.session4j.client.store.StoreChange;
import org.session4j.protocol.Account;
import org.session4j.protocol.attachment.FileSource;
import org.session4j.protocol.message.Attachment;
import org.session4j.protocol.message.Expiration;
import org.session4j.protocol.message.LinkPreview;
import org.session4j.protocol.message.MessageReference;
import org.session4j.protocol.message.TextMessage;
import org.session4j.store.sqlite.SqliteMessageStore;
import org.session4j.store.sqlite.StoreKey;
import org.session4j.swarm.TransferListener;
import org.session4j.testkit.Fault;
import org.session4j.testkit.TestNetwork;

/** Files on their way to somebody: whole, once, or not at all, and nothing of them is left behind. */
@Timeout(600)
class SendFilesTest {

    private static final byte[] KEY = new byte[StoreKey.LENGTH];
    private static final TransferListener NOBODY = (done, inAll) -> {};

    private static TestNetwork network;

    @TempDir
    Path folder;

    private final Account aliceAccount = Account.generate();
    private final Random random = new Random(5);
    private SessionClient bob;
    private BlockingQueue<ChatMessage> received;

    @BeforeAll
    static void startNetwork() {
        network = PatientNetwork.builder().start();
    }

    @AfterAll
    static void stopNetwork() {
        network.close();
    }

    @BeforeEach
    void openBob() {
        received = new LinkedBlockingQueue<>();
        bob = SessionClient.builder(network).account(Account.generate()).open();
        bob.onEvent(event -> {
            if (event instanceof MessageReceived m) {
                received.add(m.message());
            }
        });
        network.files().clearRecords();
    }

    @AfterEach
    void closeBob() {
        network.files().clearFaults();
        bob.close();
    }

    private MessageStore store() {
        return SqliteMessageStore.open(folder.resolve("store"), StoreKey.of(KEY));
    }

    private SessionClient open(MessageStore store) {
        return SessionClient.builder(network).account(aliceAccount).store(store).open();
    }

    private Conversation toBob() {
        return new Conversation.Direct(bob.sessionId());
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static OutgoingFile file(String name, byte[] content) {
        return OutgoingFile.builder(() -> new ByteArrayInputStream(content))
                .fileName(name)
                .build();
    }

    /** What lies in the folder of the store for files. */
    private List<Path> cached() throws IOException {
        Path files = folder.resolve("store").resolve("files");
        if (!Files.exists(files)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(files)) {
            return all.filter(Files::isRegularFile).collect(Collectors.toList());
        }
    }

    private static long uploads() {
        return network.files().records().stream()
                .filter(record -> record.method().equals("POST") && record.status() == 200)
                .count();
    }

    @Test
    void whatAliceSendsWithAQuoteAndAPreviewBobReadsByteForByte() throws Exception {
        byte[] picture = bytes(300_000);
        Path photo = Files.write(folder.resolve("cat.png"), picture);
        byte[] note = bytes(1);
        List<Long> steps = Collections.synchronizedList(new ArrayList<>());
        List<Long> totals = Collections.synchronizedList(new ArrayList<>());
        try (MessageStore store = store();
                SessionClient alice = open(store)) {
            MessageReference asked = alice.send(bob.sessionId(), "which cat?").reference();
            TextWithFiles message = TextWithFiles.builder("this one https://example.org")
                    .file(OutgoingFile.builder(photo)
                            .caption("on the roof")
                            .dimensions(640, 480)
                            .build())
                    .file(file("note.txt", note))
                    .quote(asked)
                    .preview(LinkPreview.of("https://example.org", "Cats"))
                    .build();
            alice.chat(toBob()).send(message, (done, inAll) -> {
                steps.add(done);
                totals.add(inAll);
            });

            assertThat(received.take().text()).isEqualTo("which cat?");
            ChatMessage arrived = received.take();
            assertThat(arrived.text()).isEqualTo("this one https://example.org");
            TextMessage text = (TextMessage) arrived.message();
            assertThat(text.quote()).isEqualTo(asked);
            assertThat(text.preview()).isNotNull();
            assertThat(arrived.attachments()).hasSize(2);
            Attachment first = arrived.attachments().get(0);
            assertThat(first.fileName()).isEqualTo("cat.png");
            assertThat(first.contentType()).isEqualTo("image/png");
            assertThat(first.caption()).isEqualTo("on the roof");
            assertThat(first.dimensions()).isEqualTo(new Attachment.Dimensions(640, 480));
            assertThat(first.size()).isEqualTo(picture.length);
            Path target = folder.resolve("bob.png");
            assertThat(bob.files().download(first, target)).isEqualTo(target);
            assertThat(target).hasBinaryContent(picture);
            assertThat(bob.files().download(arrived.attachments().get(1), target))
                    .hasBinaryContent(note);

            assertThat(steps).isSorted().doesNotHaveDuplicates();
            assertThat(totals).containsOnly(steps.get(steps.size() - 1));
            assertThat(cached()).isEmpty();
            assertThat(store.pending(alice.sessionId())).isEmpty();
            assertThat(alice.history(toBob()).get(1).attachments()).hasSize(2);
        }
    }

    @Test
    void aMessageMayConsistOfAVoiceRecordingOnly() throws Exception {
        try (SessionClient alice =
                SessionClient.builder(network).account(aliceAccount).open()) {
            OutgoingFile voice = OutgoingFile.builder(() -> new ByteArrayInputStream(new byte[500]))
                    .contentType("audio/mp4")
                    .voice()
                    .build();
            alice.send(bob.sessionId(), TextWithFiles.of(voice));
            ChatMessage arrived = received.take();
            assertThat(arrived.text()).isEmpty();
            assertThat(arrived.attachments()).extracting(Attachment::kind).containsExactly(Attachment.Kind.VOICE);
        }
    }

    @Test
    void whatIsTooLargeOrEmptyOrGoneIsRefusedBeforeAnythingIsWritten() throws Exception {
        Path large = folder.resolve("large");
        try (var channel = Files.newByteChannel(large, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            channel.position(OutgoingFile.MAX_SIZE).write(ByteBuffer.allocate(1));
        }
        try (MessageStore store = store();
                SessionClient alice = open(store)) {
            OutgoingFile good = file("good", bytes(10));
            assertThat(reason(alice, good, OutgoingFile.of(large))).isEqualTo(FileException.Reason.TOO_LARGE);
            OutgoingFile largeSource =
                    OutgoingFile.builder(() -> Files.newInputStream(large)).build();
            assertThat(reason(alice, good, largeSource)).isEqualTo(FileException.Reason.TOO_LARGE);
            assertThat(reason(alice, good, file("empty", new byte[0]))).isEqualTo(FileException.Reason.EMPTY);
            OutgoingFile missing = OutgoingFile.of(folder.resolve("missing"));
            assertThat(reason(alice, good, missing)).isEqualTo(FileException.Reason.UNREADABLE);
            OutgoingFile growing = OutgoingFile.builder(new GrowingSource()).build();
            assertThat(reason(alice, good, growing)).isEqualTo(FileException.Reason.UNREADABLE);
            assertThat(cached()).isEmpty();
            assertThat(store.pending(alice.sessionId())).isEmpty();
            assertThat(uploads()).isZero();
        }
    }

    private FileException.Reason reason(SessionClient alice, OutgoingFile... files) {
        return catchThrowableOfType(FileException.class, () -> alice.send(bob.sessionId(), TextWithFiles.of(files)))
                .reason();
    }

    @Test
    void afterTheServerFailedAtTheSecondFileOnlyThatOneIsUploadedAgain() throws Exception {
        byte[] one = bytes(5_000);
        byte[] two = bytes(6_000);
        try (MessageStore store = store();
                SessionClient alice =
                        open(whenTheFirstIsUploaded(store, () -> network.files().fault(new Fault.DiskFull())))) {
            TextWithFiles message = TextWithFiles.builder("both")
                    .file(file("one", one))
                    .file(file("two", two))
                    .build();
            SessionNetworkException refused =
                    catchThrowableOfType(SessionNetworkException.class, () -> alice.send(bob.sessionId(), message));
            PendingMessage half = refused.unsent().orElseThrow();
            assertThat(uploads()).isEqualTo(1);
            assertThat(cached()).hasSize(2);
            assertThat(store.pending(alice.sessionId())).isEmpty();

            network.files().clearFaults();
            alice.resend(half);
            assertThat(uploads()).isEqualTo(2);
            ChatMessage arrived = received.take();
            assertThat(bob.files().download(arrived.attachments().get(0), folder.resolve("1")))
                    .hasBinaryContent(one);
            assertThat(bob.files().download(arrived.attachments().get(1), folder.resolve("2")))
                    .hasBinaryContent(two);
            assertThat(cached()).isEmpty();
        }
    }

    /** The store, and something that happens when it is told where the first file of a message lies. */
    private static MessageStore whenTheFirstIsUploaded(MessageStore store, Runnable then) {
        AtomicBoolean happened = new AtomicBoolean();
        return (MessageStore) Proxy.newProxyInstance(
                MessageStore.class.getClassLoader(),
                new Class<?>[] {MessageStore.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("apply")
                            && ((List<?>) arguments[1]).stream().anyMatch(SendFilesTest::isFirstUrl)
                            && happened.compareAndSet(false, true)) {
                        then.run();
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private static boolean isFirstUrl(Object change) {
        return change instanceof StoreChange.PutPending put
                && put.message().files().stream().anyMatch(file -> file.url() != null);
    }

    @Test
    void aMessageThatIsGivenUpLeavesNoFile() throws Exception {
        try (MessageStore store = store();
                SessionClient alice = open(store)) {
            network.files().fault(new Fault.DiskFull());
            SessionNetworkException refused = catchThrowableOfType(
                    SessionNetworkException.class,
                    () -> alice.send(bob.sessionId(), TextWithFiles.of(file("one", bytes(10)))));
            assertThat(cached()).hasSize(1);
            alice.discard(refused.unsent().orElseThrow());
            assertThat(cached()).isEmpty();
            assertThatExceptionOfType(FileException.class)
                    .isThrownBy(() -> alice.resend(refused.unsent().orElseThrow()));
        }
    }

    @Test
    void whatIsCancelledDuringTheUploadIsNeverSent() throws Exception {
        try (MessageStore store = store();
                SessionClient alice = open(store)) {
            CountDownLatch uploading = new CountDownLatch(1);
            network.files().fault(new Fault.Hanging());
            CompletableFuture<?> sending = alice.chat(toBob())
                    .async()
                    .send(TextWithFiles.of(file("one", bytes(2_000_000))), (done, inAll) -> {
                        if (done > 0) {
                            uploading.countDown();
                        }
                    });
            uploading.await();
            assertThat(store.pending(alice.sessionId())).hasSize(1);
            assertThat(sending.cancel(true)).isTrue();
            assertThat(sending).isCancelled();
            assertThat(store.pending(alice.sessionId())).isEmpty();
            network.files().clearFaults();
            alice.send(bob.sessionId(), "after it");
            assertThat(received.take().text()).isEqualTo("after it");
            assertThat(alice.history(toBob())).hasSize(1);
        }
        assertThat(cached()).isEmpty();
    }

    @Test
    void whatIsDeliveredCannotBeCancelled() throws Exception {
        try (SessionClient alice =
                SessionClient.builder(network).account(aliceAccount).open()) {
            CompletableFuture<?> sending =
                    alice.chat(toBob()).async().send(TextWithFiles.of(file("one", bytes(10))), NOBODY);
            sending.get();
            assertThat(sending.cancel(true)).isFalse();
            assertThat(received.take().attachments()).hasSize(1);
        }
    }

    @Test
    void aDeletedConversationTakesItsFilesAlong() throws Exception {
        try (MessageStore store = store();
                SessionClient alice = open(store)) {
            CountDownLatch uploading = new CountDownLatch(1);
            network.files().fault(new Fault.Hanging());
            Chat chat = alice.chat(toBob());
            CompletableFuture<?> sending = chat.async()
                    .send(TextWithFiles.of(file("one", bytes(2_000_000))), (done, inAll) -> uploading.countDown());
            uploading.await();
            chat.delete();
            assertThatExceptionOfType(CancellationException.class).isThrownBy(sending::get);
            assertThat(store.pending(alice.sessionId())).isEmpty();
        }
        assertThat(cached()).isEmpty();
    }

    @Test
    void aClientThatIsOpenedLaterGoesOnWithTheFilesThatAreMissing() throws Exception {
        byte[] one = bytes(4_000);
        byte[] two = bytes(2_000_000);
        CountDownLatch half = new CountDownLatch(1);
        CompletableFuture<?> sending;
        try (MessageStore store = store();
                SessionClient alice = open(whenTheFirstIsUploaded(store, () -> {
                    network.files().fault(new Fault.Hanging());
                    half.countDown();
                }))) {
            TextWithFiles message = TextWithFiles.builder("in two halves")
                    .file(file("one", one))
                    .file(file("two", two))
                    .build();
            sending = alice.chat(toBob()).async().send(message, NOBODY);
            half.await();
        }
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(sending::get)
                .withCauseInstanceOf(ClientClosedException.class);
        assertThat(cached()).hasSize(2);
        network.files().clearFaults();
        long before = uploads();

        try (MessageStore store = store();
                SessionClient alice = open(store)) {
            BlockingQueue<SessionEvent> sent = new LinkedBlockingQueue<>();
            alice.onEvent(event -> {
                if (event instanceof MessageSent) {
                    sent.add(event);
                }
            });
            ChatMessage arrived = received.take();
            sent.take();
            assertThat(arrived.text()).isEqualTo("in two halves");
            assertThat(bob.files().download(arrived.attachments().get(0), folder.resolve("1")))
                    .hasBinaryContent(one);
            assertThat(bob.files().download(arrived.attachments().get(1), folder.resolve("2")))
                    .hasBinaryContent(two);
            assertThat(uploads() - before).isEqualTo(1);
        }
        assertThat(cached()).isEmpty();
    }

    @Test
    void leftoversOfACrashAreRemovedWhenAClientIsOpened() throws Exception {
        try (MessageStore store = store()) {
            store.files(aliceAccount.sessionId()).save("left-over", out -> out.write(bytes(100)));
            assertThat(cached()).hasSize(1);
            try (SessionClient alice = open(store)) {
                assertThat(alice.connectionState()).isNotNull();
                assertThat(cached()).isEmpty();
            }
        }
    }

    @Test
    void aDisappearingMessageTakesItsFilesAlong() throws Exception {
        try (MessageStore store = store();
                SessionClient alice = open(store)) {
            Chat chat = alice.chat(toBob());
            chat.setTimer(Expiration.afterSend(Duration.ofSeconds(3)));
            BlockingQueue<SessionEvent> gone = new LinkedBlockingQueue<>();
            alice.onEvent(event -> {
                if (event instanceof MessageExpired) {
                    gone.add(event);
                }
            });
            chat.send(TextWithFiles.of("soon gone", file("one", bytes(1_000))));
            gone.take();
            assertThat(alice.history(toBob())).isEmpty();
            assertThat(cached()).isEmpty();
        }
    }

    /** Gives a byte more each time. */
    private static final class GrowingSource implements FileSource {

        private int length = 10;

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(new byte[length++]);
        }
    }
}
