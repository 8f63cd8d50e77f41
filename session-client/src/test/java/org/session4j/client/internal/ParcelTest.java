package org.session4j.client.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.session4j.client.internal.EngineFixture.BOB;
import static org.session4j.client.internal.EngineFixture.ME;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.session4j.client.Conversation;
import org.session4j.client.FileException;
import org.session4j.client.OutgoingFile;
import org.session4j.client.SendingFailed;
import org.session4j.client.SentMessage;
import org.session4j.client.SessionNetworkException;
import org.session4j.client.TextWithFiles;
import org.session4j.client.store.MessageStore;
import org.session4j.client.store.PendingBody;
import org.session4j.client.store.PendingFile;
import org.session4j.client.store.PendingMessage;
import org.session4j.onion.OnionException;
import org.session4j.protocol.attachment.FileSource;
import org.session4j.protocol.message.Expiration;
import org.session4j.swarm.FileServerException;
import org.session4j.swarm.StoreResult;
import org.session4j.swarm.UploadedFile;

@Timeout(30)
class ParcelTest {

    private static final Conversation TO_BOB = new Conversation.Direct(BOB.sessionId());

    private final EngineFixture fixture = new EngineFixture();
    private final FakeCarrier carrier = fixture.carrier;
    private final List<EngineFixture> later = new ArrayList<>();

    @AfterEach
    void close() {
        fixture.close();
        later.forEach(EngineFixture::close);
    }

    private static OutgoingFile file(int length) {
        return OutgoingFile.builder(FileSource.of(new byte[length])).build();
    }

    private CompletableFuture<SentMessage> send(OutgoingFile... files) {
        return fixture.engine.chats().send(TO_BOB, TextWithFiles.of(files), (done, inAll) -> {});
    }

    private List<PendingMessage> pending() {
        return fixture.store.pending(ME.sessionId());
    }

    private boolean isCached(PendingFile file) {
        return fixture.store.files(ME.sessionId()).open(file.cached()).isPresent();
    }

    /** A client that is opened with what this one has left. */
    private EngineFixture reopen() {
        fixture.close();
        EngineFixture next = new EngineFixture(fixture.store);
        later.add(next);
        return next;
    }

    @Test
    void eachUrlIsKeptBeforeTheNextFileGoes() {
        CompletableFuture<UploadedFile> first = new CompletableFuture<>();
        CompletableFuture<UploadedFile> second = new CompletableFuture<>();
        carrier.script.add(first);
        carrier.script.add(second);
        CompletableFuture<SentMessage> sending = send(file(10), file(20));
        assertThat(pending().get(0).files()).extracting(PendingFile::url).containsOnlyNulls();
        first.complete(FakeCarrier.taken(1));
        assertThat(pending().get(0).files().get(0).url()).startsWith("http://127.0.0.1:8000/file/1");
        assertThat(carrier.uploads).hasSize(2);
        assertThat(fixture.mailbox.puts).isEmpty();
        List<PendingFile> files = pending().get(0).files();
        second.complete(FakeCarrier.taken(2));
        assertThat(sending).isCompleted();
        assertThat(pending()).isEmpty();
        assertThat(files).noneMatch(this::isCached);
    }

    @Test
    void afterARestartItIsTriedUntilTheServerIsBack() {
        carrier.script.add(new CompletableFuture<>());
        CompletableFuture<SentMessage> sending = send(file(10));
        EngineFixture next = reopen();
        assertThat(sending).isCompletedExceptionally();
        next.carrier.nextFails(new OnionException(OnionException.Reason.CLOSED, "slow"));
        next.carrier.nextFails(FileServerException.ofStatus(507));
        next.engine.start();
        assertThat(next.carrier.uploads).hasSize(1);
        next.advance(Duration.ofMinutes(5));
        assertThat(next.carrier.uploads).hasSize(3);
        assertThat(next.mailbox.puts).hasSize(2);
        assertThat(pending()).isEmpty();
    }

    @Test
    void whatIsClosedAgainBeforeTheServerIsBackIsStillThere() {
        carrier.script.add(new CompletableFuture<>());
        CompletableFuture<SentMessage> unused = send(file(10));
        PendingFile file = pending().get(0).files().get(0);
        EngineFixture next = reopen();
        next.carrier.script.add(new CompletableFuture<>());
        next.engine.start();
        next.close();
        assertThat(pending()).hasSize(1);
        assertThat(isCached(file)).isTrue();
        EngineFixture last = new EngineFixture(fixture.store);
        later.add(last);
        last.engine.start();
        assertThat(pending()).isEmpty();
        assertThat(isCached(file)).isFalse();
    }

    @Test
    void whatTheServerRefusesForGoodIsGivenUp() throws Exception {
        carrier.script.add(new CompletableFuture<>());
        CompletableFuture<SentMessage> unused = send(file(10));
        PendingFile file = pending().get(0).files().get(0);
        EngineFixture next = reopen();
        next.carrier.nextFails(FileServerException.ofStatus(413));
        next.engine.start();
        assertThat(next.next(SendingFailed.class).conversation()).isEqualTo(TO_BOB);
        assertThat(pending()).isEmpty();
        assertThat(isCached(file)).isFalse();
    }

    @Test
    void aFileThatExpiredMeanwhileIsUploadedAgain() throws Exception {
        for (int i = 0; i < 4; i++) {
            fixture.mailbox.nextStore(FakeMailbox.refused(StoreResult.Refusal.NOT_SENT));
        }
        CompletableFuture<SentMessage> sending = send(file(10));
        fixture.advance(Duration.ofMinutes(5));
        PendingMessage unsent = failure(sending).unsent().orElseThrow();
        assertThat(unsent.body()).isInstanceOf(PendingBody.WithFiles.class);
        assertThat(isCached(unsent.files().get(0))).isTrue();

        fixture.advance(Duration.ofDays(15));
        assertThat(fixture.engine.resend(unsent)).isCompleted();
        assertThat(carrier.uploads).hasSize(2);
        assertThat(isCached(unsent.files().get(0))).isFalse();
    }

    @Test
    void aServerThatSaysItsFilesHaveExpiredAlreadyGetsThemOnce() {
        fixture.advance(Duration.ofDays(15));
        assertThat(send(file(10), file(20))).isCompleted();
        assertThat(carrier.uploads).hasSize(2);
    }

    @Test
    void whatWasRefusedByTheSwarmIsNotUploadedAgain() throws Exception {
        fixture.mailbox.nextStore(FakeMailbox.refused(StoreResult.Refusal.BAD_REQUEST));
        PendingMessage unsent = failure(send(file(10))).unsent().orElseThrow();
        assertThat(fixture.engine.resend(unsent)).isCompleted();
        assertThat(carrier.uploads).hasSize(1);
    }

    @Test
    void whatWasCancelledIsNotKeptByAnUploadThatEndsNevertheless() {
        CompletableFuture<UploadedFile> stubborn = new CompletableFuture<>() {
            @Override
            public boolean cancel(boolean mayInterruptIfRunning) {
                return false;
            }
        };
        carrier.script.add(stubborn);
        CompletableFuture<SentMessage> sending = send(file(10));
        PendingFile file = pending().get(0).files().get(0);
        assertThat(sending.cancel(true)).isTrue();
        assertThat(pending()).isEmpty();
        stubborn.complete(FakeCarrier.taken(1));
        assertThat(pending()).isEmpty();
        assertThat(fixture.mailbox.puts).isEmpty();
        assertThat(isCached(file)).isFalse();
    }

    @Test
    void aStoreThatKeepsNothingKeepsNoFileEither() {
        FailingStore failing = new FailingStore();
        EngineFixture broken = new EngineFixture(failing.port());
        later.add(broken);
        boolean approved = broken.engine
                .chats()
                .send(TO_BOB, TextWithFiles.of(file(1)), (done, inAll) -> {})
                .isDone();
        assertThat(approved).isTrue();
        failing.failure = new IllegalStateException("full");
        CompletableFuture<SentMessage> sending = broken.engine.resend(new PendingMessage(
                7, TO_BOB, new PendingBody.WithFiles("", null, null, List.of()), Expiration.OFF, null, null));
        assertThat(sending).isCompletedExceptionally();
        assertThat(broken.carrier.uploads).hasSize(1);
    }

    @Test
    void withoutAFileServerNothingIsWritten() {
        ClientEngine alone = ClientEngine.builder(ME, new FakeMailbox(), new SharedGroupSwarm().new Line(ME))
                .store(MessageStore.inMemory())
                .threads(Runnable::run, new ManualTimer())
                .build();
        CompletableFuture<SentMessage> sending =
                alone.chats().send(TO_BOB, TextWithFiles.of(file(1)), (done, inAll) -> {});
        assertThat(sending)
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .isInstanceOfSatisfying(
                        FileException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(FileException.Reason.NO_SERVER));
        alone.close();
    }

    private static SessionNetworkException failure(CompletableFuture<SentMessage> sending) throws Exception {
        try {
            sending.get();
            throw new AssertionError("expected a failure");
        } catch (ExecutionException e) {
            return (SessionNetworkException) e.getCause();
        }
    }
}
