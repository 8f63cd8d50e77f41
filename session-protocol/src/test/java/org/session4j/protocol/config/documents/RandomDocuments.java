package org.session4j.protocol.config.documents;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.CommunityUrl;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.config.ConfigDict;
import org.session4j.protocol.config.ConfigEditor;
import org.session4j.protocol.config.ConfigInteger;
import org.session4j.protocol.config.ConfigScalar;
import org.session4j.protocol.config.ConfigSet;
import org.session4j.protocol.config.ConfigString;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519KeyPair;
import org.session4j.protocol.crypto.SecretBytes;
import org.session4j.protocol.crypto.X25519PublicKey;
import org.session4j.protocol.message.Expiration;

/** Entries with a few of their values set, about a few people, groups and rooms, so that they meet again. */
final class RandomDocuments {

    private static final List<String> NAMES =
            List.of("", "a", "Zoë", "日本語", "x".repeat(100), "Name with spaces", "🎂🎂");

    /** What our documents and their entries have as keys, and some that they have not. */
    private static final List<String> KEYS = List.of(
            "n", "N", "p", "q", "P", "Q", "T", "a", "A", "b", "c", "C", "d", "D", "e", "E", "f", "g", "i", "I", "j",
            "k", "K", "m", "M", "o", "r", "R", "s", "t", "u", "y", "1", "+", "@", "!", "#", "z", "", "zz");

    private final Random random;
    private final Ed25519KeyPair group;

    RandomDocuments(long seed, Crypto crypto) {
        this.random = new Random(seed);
        this.group = Ed25519KeyPair.ofSeed(new byte[32], crypto);
    }

    boolean chance() {
        return random.nextInt(3) == 0;
    }

    <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    Bytes bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Bytes.of(bytes);
    }

    SessionId id(IdKind kind) {
        byte[] key = new byte[32];
        key[0] = (byte) random.nextInt(3);
        return SessionId.of(kind, key);
    }

    Ed25519KeyPair group() {
        return group;
    }

    SessionId groupId() {
        return SessionId.of(IdKind.GROUP, group.publicKey().toByteArray());
    }

    /** One key for all rooms of a server, and each room in one spelling. */
    CommunityUrl room() {
        String base = pick(List.of("https://example.org", "http://example.org:8080"));
        return new CommunityUrl(base, pick(List.of("Room", "other")), X25519PublicKey.of(new byte[32]));
    }

    String name() {
        return pick(NAMES);
    }

    int priority() {
        return random.nextInt(5) - 1;
    }

    private <T> @Nullable T maybe(Supplier<T> value) {
        return random.nextBoolean() ? value.get() : null;
    }

    @Nullable
    Instant time() {
        return maybe(() -> Instant.ofEpochSecond(1 + random.nextInt(Integer.MAX_VALUE)));
    }

    @Nullable
    Duration timer() {
        return maybe(() -> Duration.ofSeconds(1 + random.nextInt(1_000_000)));
    }

    @Nullable
    ProfilePicture picture() {
        return maybe(() -> ProfilePicture.of("http://x.y/" + "p".repeat(random.nextInt(200)), bytes(32)));
    }

    Expiration expiration() {
        return pick(List.of(
                Expiration.OFF, Expiration.afterRead(Duration.ofHours(1)), Expiration.afterSend(Duration.ofDays(1))));
    }

    Contact change(Contact contact) {
        Contact c = contact;
        c = chance() ? c.withName(name()) : c;
        c = chance() ? c.withNickname(name()) : c;
        c = chance() ? c.withPicture(picture()) : c;
        c = chance() ? c.withApproved(random.nextBoolean()) : c;
        c = chance() ? c.withApprovedMe(random.nextBoolean()) : c;
        c = chance() ? c.withBlocked(random.nextBoolean()) : c;
        c = chance() ? c.withPriority(priority()) : c;
        c = chance() ? c.withNotifications(pick(List.of(NotificationMode.values()))) : c;
        c = chance() ? c.withMutedUntil(time()) : c;
        c = chance() ? c.withExpiration(expiration()) : c;
        c = chance() ? c.withCreated(time()) : c;
        return chance() ? c.withProfileUpdated(time()) : c;
    }

    BlindedContact change(BlindedContact contact) {
        BlindedContact c = contact;
        c = chance() ? c.withName(name()) : c;
        c = chance() ? c.withPicture(picture()) : c;
        c = chance() ? c.withPriority(priority()) : c;
        c = chance() ? c.withCreated(time()) : c;
        return chance() ? c.withProfileUpdated(time()) : c;
    }

    private <T extends JoinedConversation<T>> T changeCommon(T joined) {
        T c = joined;
        c = chance() ? c.withNotifications(pick(List.of(NotificationMode.values()))) : c;
        c = chance() ? c.withMutedUntil(time()) : c;
        c = chance() ? c.withPriority(priority()) : c;
        c = chance() ? c.withInvited(random.nextBoolean()) : c;
        return chance() ? c.withJoined(time()) : c;
    }

    JoinedGroup change(JoinedGroup joined) {
        JoinedGroup c = changeCommon(joined);
        c = chance() ? c.withName(name()) : c;
        c = chance() ? c.withAuthData(random.nextBoolean() ? bytes(100) : Bytes.empty()) : c;
        c = chance() ? c.kicked() : c;
        c = chance() ? c.destroyed() : c;
        return chance() ? c.reopened() : c;
    }

    JoinedCommunity change(JoinedCommunity joined) {
        return changeCommon(joined);
    }

    JoinedLegacyGroup change(JoinedLegacyGroup joined) {
        JoinedLegacyGroup c = changeCommon(joined);
        c = chance() ? c.withName(name()) : c;
        c = chance() ? c.withTimer(timer()) : c;
        c = chance()
                ? c.withKeys(
                        X25519PublicKey.of(bytes(32).toByteArray()),
                        SecretBytes.of(bytes(32).toByteArray()))
                : c;
        c = chance() ? c.withMember(id(IdKind.STANDARD)) : c;
        c = chance() ? c.withAdmin(id(IdKind.STANDARD)) : c;
        return chance() ? c.withoutMember(id(IdKind.STANDARD)) : c;
    }

    GroupMember change(GroupMember member) {
        GroupMember c = member;
        c = chance() ? c.withName(name()) : c;
        c = chance() ? c.withPicture(picture()) : c;
        return chance() ? c.after(pick(List.of(MemberChange.values()))) : c;
    }

    ConversationId conversation() {
        return switch (random.nextInt(5)) {
            case 0 -> new ConversationId.OneToOne(id(IdKind.STANDARD));
            case 1 -> new ConversationId.Group(id(IdKind.GROUP));
            case 2 -> new ConversationId.LegacyGroup(id(IdKind.STANDARD));
            case 3 -> new ConversationId.Blinded(id(pick(List.of(IdKind.BLINDED_15, IdKind.BLINDED_25))));
            default -> {
                CommunityUrl room = room();
                yield new ConversationId.Community(new CommunityUrl(room.baseUrl(), room.roomKey(), room.serverKey()));
            }
        };
    }

    /** Data of any shape under the keys that the documents have. */
    void fill(ConfigEditor dict, int depth) {
        for (int i = random.nextInt(8); i >= 0; i--) {
            Bytes key = key();
            switch (random.nextInt(depth > 0 ? 6 : 3)) {
                case 0 -> dict.set(key, number());
                case 1 -> dict.set(key, string());
                case 2 ->
                    dict.set(
                            key,
                            ConfigSet.of(List.<ConfigScalar>of(
                                    new ConfigInteger(number()),
                                    new ConfigString(string()),
                                    new ConfigString(string()))));
                default -> fill(dict.dict(key), depth - 1);
            }
        }
    }

    private long number() {
        return random.nextInt(3) == 0 ? random.nextLong() : random.nextInt(6) - 1;
    }

    private Bytes key() {
        return random.nextInt(4) == 0 ? string() : Bytes.utf8(pick(KEYS));
    }

    private Bytes string() {
        return switch (random.nextInt(6)) {
            case 0 -> Bytes.of(id(pick(List.of(IdKind.values()))).toByteArray());
            case 1 -> bytes(pick(List.of(0, 1, 31, 32, 33, 100)));
            case 2 -> Bytes.utf8(pick(List.of("https://example.org", "https://EXAMPLE.org", "room", "Room", "a b")));
            case 3 -> Bytes.utf8(bytes(32).toHex());
            default -> Bytes.utf8(name());
        };
    }

    /** A key that no document has, at every level of what is there. */
    static void plant(ConfigDict data, ConfigEditor to) {
        to.set(Bytes.utf8("~new"), 7);
        data.entries().forEach((key, value) -> {
            if (value instanceof ConfigDict dict) {
                plant(dict, to.dict(key));
            }
        });
    }
}
