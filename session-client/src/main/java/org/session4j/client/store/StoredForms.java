package org.session4j.client.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.session4j.client.ChatMessage;
import org.session4j.client.Conversation;
import org.session4j.client.Direction;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.protocol.message.Content;
import org.session4j.protocol.message.Expiration;
import org.session4j.protocol.message.ExpirationType;
import org.session4j.protocol.message.Message;
import org.session4j.protocol.message.Profile;
import org.session4j.swarm.MessageHash;
import org.session4j.swarm.Namespace;

/**
 * The records of this package as bytes, for stores that keep them opaque: JSON objects with a version, in which unknown
 * names are passed over. A message is kept as the content that was sent, so a new kind of message changes nothing here.
 * What is read must be what was written: anything else is a {@link StoreException}.
 *
 * <pre>
 * message       {"v":1, "in":conversation, "by":id, "at":ms, "out":bool, "content":base64?, "expire":[type, s]?, "hash":text?,
 *                "read":ms?, "until":ms?, "reactions":{emoji:[id...]}?}
 * conversation  {"v":1, "in":conversation, "approved":bool, "approvedMe":bool, "blocked":bool, "expire":[type, s]?,
 *                "profile":profile?, "nickname":text?, "priority":n?, "readUpTo":ms?}
 * settings      {"v":1, "typing":bool, "receipts":bool, "profile":profile?}
 * read mark     {"v":1, "of":id, "node":hex, "namespace":n, "hash":text}
 * held message  {"v":1, "of":id, "hash":text, "by":id, "at":ms, "message":base64, "forget":ms}
 * profile       {"name":text?, "picture":text?, "key":base64?, "updated":s?}
 * </pre>
 *
 * Pending messages are in {@link PendingForm}. Thread-safe.
 */
public final class StoredForms {

    private static final String ONESELF = "self";

    private StoredForms() {}

    public static Bytes encode(ChatMessage message) {
        ObjectNode json = StoredJson.begin();
        json.put("in", conversation(message.conversation()));
        json.put("by", message.sender().toString());
        json.put("at", message.timestamp().toEpochMilli());
        json.put("out", message.direction() == Direction.OUTGOING);
        if (message.message() != null) {
            StoredJson.put(json, "content", content(message.message()));
        }
        putExpiration(json, message.expiration());
        if (message.hash() != null) {
            json.put("hash", message.hash().toString());
        }
        StoredJson.put(json, "read", message.readAt());
        StoredJson.put(json, "until", message.expiresAt());
        if (!message.reactions().isEmpty()) {
            ObjectNode reactions = json.putObject("reactions");
            message.reactions().forEach((emoji, people) -> {
                var list = reactions.putArray(emoji);
                people.forEach(person -> list.add(person.toString()));
            });
        }
        return StoredJson.end(json);
    }

    public static ChatMessage decodeMessage(Bytes stored) {
        return StoredJson.read(
                "message",
                stored,
                json -> new ChatMessage(
                        conversation(json),
                        SessionId.parse(StoredJson.text(json, "by")),
                        StoredJson.instant(json, "at"),
                        json.path("out").asBoolean() ? Direction.OUTGOING : Direction.INCOMING,
                        json.has("content") ? message(json, "content") : null,
                        expiration(json),
                        json.has("hash") ? MessageHash.parse(StoredJson.text(json, "hash")) : null,
                        StoredJson.instantOrNull(json, "read"),
                        StoredJson.instantOrNull(json, "until"),
                        reactions(json.path("reactions"))));
    }

    public static Bytes encode(ConversationState state) {
        ObjectNode json = StoredJson.begin();
        json.put("in", conversation(state.conversation()));
        json.put("approved", state.approved());
        json.put("approvedMe", state.approvedMe());
        json.put("blocked", state.blocked());
        putExpiration(json, state.timer());
        putProfile(json, state.profile());
        StoredJson.put(json, "nickname", state.nickname());
        if (state.priority() != 0) {
            json.put("priority", state.priority());
        }
        StoredJson.put(json, "readUpTo", state.readUpTo());
        return StoredJson.end(json);
    }

    public static ConversationState decodeConversation(Bytes stored) {
        return StoredJson.read(
                "conversation",
                stored,
                json -> new ConversationState(
                        conversation(json),
                        json.path("approved").asBoolean(),
                        json.path("approvedMe").asBoolean(),
                        json.path("blocked").asBoolean(),
                        expiration(json),
                        profile(json),
                        StoredJson.textOrNull(json, "nickname"),
                        json.path("priority").asInt(),
                        StoredJson.instantOrNull(json, "readUpTo")));
    }

    public static Bytes encode(AccountSettings settings) {
        ObjectNode json = StoredJson.begin();
        json.put("typing", settings.typingIndicators());
        json.put("receipts", settings.readReceipts());
        putProfile(json, settings.profile());
        return StoredJson.end(json);
    }

    public static AccountSettings decodeSettings(Bytes stored) {
        return StoredJson.read(
                "settings",
                stored,
                json -> new AccountSettings(
                        json.path("typing").asBoolean(), json.path("receipts").asBoolean(), profile(json)));
    }

    public static Bytes encode(ReadMark mark) {
        ObjectNode json = StoredJson.begin();
        json.put("of", mark.owner().toString());
        json.put("node", mark.node().toString());
        json.put("namespace", mark.namespace().number());
        json.put("hash", mark.lastHash().toString());
        return StoredJson.end(json);
    }

    public static ReadMark decodeMark(Bytes stored) {
        return StoredJson.read(
                "read mark",
                stored,
                json -> new ReadMark(
                        SessionId.parse(StoredJson.text(json, "of")),
                        Ed25519PublicKey.parse(StoredJson.text(json, "node")),
                        Namespace.of(json.path("namespace").asInt()),
                        MessageHash.parse(StoredJson.text(json, "hash"))));
    }

    public static Bytes encode(HeldMessage message) {
        ObjectNode json = StoredJson.begin();
        json.put("of", message.group().toString());
        json.put("hash", message.hash().toString());
        json.put("by", message.author().toString());
        StoredJson.put(json, "at", message.timestamp());
        StoredJson.put(json, "message", message.message());
        StoredJson.put(json, "forget", message.forgetAfter());
        return StoredJson.end(json);
    }

    public static HeldMessage decodeHeld(Bytes stored) {
        return StoredJson.read(
                "held message",
                stored,
                json -> new HeldMessage(
                        SessionId.parse(StoredJson.text(json, "of")),
                        MessageHash.parse(StoredJson.text(json, "hash")),
                        SessionId.parse(StoredJson.text(json, "by")),
                        StoredJson.instant(json, "at"),
                        StoredJson.bytes(json, "message"),
                        StoredJson.instant(json, "forget")));
    }

    public static Bytes encode(PendingMessage message) {
        return PendingForm.encode(message);
    }

    public static PendingMessage decodePending(Bytes stored) {
        return PendingForm.decode(stored);
    }

    /** The text by which a conversation is known here: the id of the peer or the group, or {@code self}. */
    public static String conversation(Conversation conversation) {
        if (conversation instanceof Conversation.Group group) {
            return group.id().toString();
        }
        return conversation instanceof Conversation.Direct direct
                ? direct.peer().toString()
                : ONESELF;
    }

    static Conversation conversation(JsonNode json) throws MalformedDataException {
        String text = StoredJson.text(json, "in");
        if (text.equals(ONESELF)) {
            return new Conversation.NoteToSelf();
        }
        SessionId id = SessionId.parse(text);
        return id.kind() == IdKind.GROUP ? new Conversation.Group(id) : new Conversation.Direct(id);
    }

    static Bytes content(Message message) {
        return Bytes.of(message.toContent(Instant.EPOCH, Expiration.OFF).encode());
    }

    static Message message(JsonNode json, String name) throws SessionException {
        return Message.of(Content.decode(StoredJson.bytes(json, name).toByteArray()));
    }

    static void putExpiration(ObjectNode json, Expiration expiration) {
        if (!expiration.isOff()) {
            json.putArray("expire")
                    .add(expiration.type().number())
                    .add(expiration.timer().getSeconds());
        }
    }

    static Expiration expiration(JsonNode json) throws MalformedDataException {
        JsonNode pair = json.path("expire");
        if (pair.isMissingNode()) {
            return Expiration.OFF;
        }
        for (ExpirationType type : ExpirationType.values()) {
            if (type.number() == pair.path(0).asInt(-1)) {
                return new Expiration(type, Duration.ofSeconds(pair.path(1).asLong()));
            }
        }
        throw new MalformedDataException("expire: unknown type");
    }

    private static void putProfile(ObjectNode json, @Nullable Profile profile) {
        if (profile == null) {
            return;
        }
        ObjectNode node = json.putObject("profile");
        StoredJson.put(node, "name", profile.displayName());
        StoredJson.put(node, "picture", profile.pictureUrl());
        StoredJson.put(node, "key", profile.pictureKey());
        if (profile.lastUpdate() != null) {
            node.put("updated", profile.lastUpdate().getEpochSecond());
        }
    }

    private static @Nullable Profile profile(JsonNode json) throws MalformedDataException {
        JsonNode node = json.path("profile");
        return node.isMissingNode()
                ? null
                : new Profile(
                        StoredJson.textOrNull(node, "name"),
                        StoredJson.textOrNull(node, "picture"),
                        StoredJson.bytesOrNull(node, "key"),
                        node.has("updated")
                                ? Instant.ofEpochSecond(node.path("updated").asLong())
                                : null);
    }

    private static Map<String, Set<SessionId>> reactions(JsonNode json) throws MalformedDataException {
        Map<String, Set<SessionId>> reactions = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : json.properties()) {
            Set<SessionId> people = new LinkedHashSet<>();
            for (JsonNode person : entry.getValue()) {
                people.add(SessionId.parse(person.asText()));
            }
            reactions.put(entry.getKey(), people);
        }
        return reactions;
    }
}
