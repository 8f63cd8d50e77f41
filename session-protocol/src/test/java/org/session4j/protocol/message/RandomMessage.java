package org.session4j.protocol.message;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.SessionId;

/** Makes messages of every type, in which every part turns up sooner or later. */
final class RandomMessage {

    private static final String[] WORDS = {
        "hi", "Ålice ✓", "😂😂", "two\nlines", "@" + "05".repeat(33), "x".repeat(3000)
    };
    private static final String[] LINES = {"Alice", "Ålice ✓", "😂", "a b", "n".repeat(100)};
    private static final String[] TYPES = {"image/jpeg", "image/gif", "video/mp4", "application/pdf", "text/plain"};
    private static final List<CallMessage.Type> STEPS = List.of(CallMessage.Type.values());
    private static final String LINK = "https://example.org/page?a=1#b";

    private final Random random;

    private RandomMessage(Random random) {
        this.random = random;
    }

    /** One of each type that people send. */
    static List<Message> oneOfEach(long seed) {
        RandomMessage random = new RandomMessage(new Random(seed));
        return List.of(
                random.text(),
                random.reaction(),
                random.invitation(),
                new TimerChange(random.expiration(), random.maybe(random::user)),
                random.random.nextBoolean() ? TypingIndicator.STARTED : TypingIndicator.STOPPED,
                random.receipt(),
                new Unsend(random.reference()),
                new RequestAccepted(random.maybe(random::profile)),
                random.random.nextBoolean() ? DataExtraction.screenshot() : DataExtraction.mediaSaved(random.instant()),
                random.call());
    }

    static Expiration expiration(long seed) {
        return new RandomMessage(new Random(seed)).expiration();
    }

    static Instant instant(long seed) {
        return new RandomMessage(new Random(seed)).instant();
    }

    private TextMessage text() {
        LinkPreview preview = maybe(() -> new LinkPreview(LINK, maybeLine(), attachment()));
        String body = random.nextInt(4) == 0 ? "" : pick(WORDS);
        List<Attachment> attachments = new ArrayList<>();
        for (int i = body.isEmpty() ? 0 : random.nextInt(4) + 1; i < 4; i++) {
            attachments.add(attachment());
        }
        return new TextMessage(
                body, attachments, maybe(this::reference), preview, maybe(this::profile), maybe(this::user));
    }

    private Attachment attachment() {
        boolean legacy = random.nextBoolean();
        Attachment.Builder attachment = Attachment.builder(
                "https://a.example:8080/file/" + random.nextInt(10_000) + (legacy ? "" : "#d"),
                bytes(legacy ? 64 : 32));
        option(attachment::digest, bytes(32), legacy);
        option(attachment::fileName, pick(LINES), false);
        option(attachment::caption, pick(LINES), false);
        attachment.contentType(pick(TYPES)).size(random.nextBoolean() ? 0 : random.nextInt((int) Attachment.MAX_SIZE));
        if (random.nextBoolean()) {
            attachment.dimensions(1 + random.nextInt(65_535), 1 + random.nextInt(65_535));
        } else if (random.nextBoolean()) {
            attachment.contentType("audio/aac").voice();
        }
        return attachment.build();
    }

    private ReactionMessage reaction() {
        Reaction.Action action = random.nextBoolean() ? Reaction.Action.REACT : Reaction.Action.REMOVE;
        return new ReactionMessage(reference(), "👨‍👩‍👧", action, maybe(this::profile), maybe(this::user));
    }

    private CommunityInvitation invitation() {
        String url = "https://open.example.org/room-1?public_key=" + bytes(32).toHex();
        return new CommunityInvitation(url, pick(LINES), maybe(this::profile), maybe(this::user));
    }

    private ReadReceipt receipt() {
        List<Instant> timestamps = new ArrayList<>();
        for (int i = random.nextInt(5); i < 5; i++) {
            timestamps.add(instant());
        }
        return ReadReceipt.of(timestamps);
    }

    private Call call() {
        UUID id = new UUID(random.nextLong(), random.nextLong());
        CallMessage.Type step = STEPS.get(random.nextInt(STEPS.size()));
        return step == CallMessage.Type.ICE_CANDIDATES
                ? Call.candidates(id, List.of(new Call.IceCandidate(pick(WORDS), 0xffff_ffffL, pick(LINES))))
                : Call.of(step, id, List.of(pick(WORDS)));
    }

    private Profile profile() {
        Profile profile =
                new Profile(maybeLine(), null, null, maybe(() -> Instant.ofEpochSecond(random.nextInt() >>> 1)));
        return switch (random.nextInt(3)) {
            case 0 -> profile;
            case 1 -> profile.withoutPicture();
            default -> profile.withPicture("http://a.example/file/" + random.nextInt(99), bytes(32));
        };
    }

    private Expiration expiration() {
        Duration timer = Duration.ofSeconds(1 + random.nextInt(1_209_600));
        return switch (random.nextInt(3)) {
            case 0 -> Expiration.OFF;
            case 1 -> Expiration.afterRead(timer);
            default -> Expiration.afterSend(timer);
        };
    }

    private MessageReference reference() {
        return new MessageReference(user(), instant());
    }

    private SessionId user() {
        return SessionId.of(IdKind.STANDARD, bytes(32).toByteArray());
    }

    private Instant instant() {
        return Instant.ofEpochMilli(random.nextLong() >>> (1 + random.nextInt(63)));
    }

    private @Nullable String maybeLine() {
        return maybe(() -> pick(LINES));
    }

    private Bytes bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Bytes.of(bytes);
    }

    private String pick(String[] of) {
        return of[random.nextInt(of.length)];
    }

    private <T> @Nullable T maybe(Supplier<T> value) {
        return random.nextBoolean() ? value.get() : null;
    }

    private <T> void option(Function<T, Attachment.Builder> setter, T value, boolean always) {
        if (always || random.nextBoolean()) {
            setter.apply(value);
        }
    }
}
