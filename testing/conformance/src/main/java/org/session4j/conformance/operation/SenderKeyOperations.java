package org.session4j.conformance.operation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.session4j.groups.GroupException;
import org.session4j.groups.legacy.LegacyCipher;
import org.session4j.groups.senderkeys.legacy2020.CiphertextMessage;
import org.session4j.groups.senderkeys.legacy2020.CiphertextWrapper;
import org.session4j.groups.senderkeys.legacy2020.Opened2020;
import org.session4j.groups.senderkeys.legacy2020.Ratchet;
import org.session4j.groups.senderkeys.legacy2020.SenderRatchets;
import org.session4j.groups.senderkeys.legacy2020.UpdateRules;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.Hex;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.X25519KeyPair;
import org.session4j.protocol.message.ClosedGroupUpdate;
import org.session4j.protocol.message.Content;
import org.session4j.protocol.message.DataMessage;
import org.session4j.protocol.wire.Envelope;

/** {@code groups-sender-keys-2020}. */
final class SenderKeyOperations {

    /** As many steps of a chain as the vectors have. */
    private static final int STEPS = 8;

    private static final int LATER = 100;
    private static final int MAX_LENGTH = 10_000_000;

    private SenderKeyOperations() {}

    static void addTo(Operations operations) {
        operations.add("groups-sender-keys-2020/group", SenderKeyOperations::group);
        operations.add("groups-sender-keys-2020/account", SenderKeyOperations::account);
        operations.add("groups-sender-keys-2020/chain", SenderKeyOperations::chain);
        operations.add("groups-sender-keys-2020/pad", SenderKeyOperations::pad);
        operations.add("groups-sender-keys-2020/message", SenderKeyOperations::message);
        operations.add("groups-sender-keys-2020/update", SenderKeyOperations::update);
        operations.add("groups-sender-keys-2020/open", SenderKeyOperations::open);
    }

    private static Answer group(Call call) {
        X25519KeyPair key = X25519KeyPair.ofSecretKey(call.in().bytes("private_key"), call.crypto());
        return Answer.empty()
                .put("public_key", key.publicKey().toByteArray())
                .put("group_id", SessionId.of(key.publicKey()).toString());
    }

    private static Answer account(Call call) {
        try (Account account = Account.ofSeed(call.in().bytes("seed"), call.crypto())) {
            return Answer.empty()
                    .put("session_id", account.sessionId().toString())
                    .put("ed25519_public_key", account.ed25519PublicKey().toByteArray());
        }
    }

    private static Answer chain(Call call) {
        Ratchet ratchet =
                Ratchet.of(call.in().bytes("root_chain_key"), call.in().integer("initial_key_index"));
        ArrayNode steps = JsonNodeFactory.instance.arrayNode();
        ObjectNode last = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < LATER; i++) {
            Ratchet.Step step = ratchet.step();
            ratchet = step.ratchet();
            last = JsonNodeFactory.instance
                    .objectNode()
                    .put("key_index", ratchet.keyIndex())
                    .put("message_key", Hex.format(step.messageKey().exposeSecretBytes()))
                    .put("next_chain_key", Hex.format(ratchet.chainKey().exposeSecretBytes()));
            if (i < STEPS) {
                steps.add(last);
            }
        }
        return Answer.empty().put("steps", steps).put("at_100", last);
    }

    /** Where the padded message is not given, any one of that length will do. */
    private static Answer pad(Call call) throws SessionException {
        Inputs in = call.in();
        int length = in.smallInteger("unpadded_length");
        if (length < 0 || length > MAX_LENGTH) {
            throw new NotRunnableException("length: expected 0 to " + MAX_LENGTH + ", got " + length);
        }
        byte[] message = in.has("padded") ? LegacyCipher.unpad(in.bytes("padded")) : new byte[length];
        byte[] padded = LegacyCipher.pad(message);
        DoesNotOpenException.require(
                message.length == length && Arrays.equals(LegacyCipher.unpad(padded), message), "the padding");
        return Answer.empty().put("padded_length", padded.length).put("padded", in.has("padded") ? padded : null);
    }

    private static Answer message(Call call) throws SessionException {
        Inputs in = call.in();
        Crypto crypto = call.crypto();
        byte[] content = textContent(in);
        SessionId sender = SessionId.parse(in.text("sender"), IdKind.STANDARD);
        X25519KeyPair group = groupKey(in, crypto);
        Ratchet before = advanced(in, in.integer("key_index") - 1);
        Ratchet.Step step = before.step();
        byte[] ephemeral = in.bytes("ephemeral_private_key");
        RecordedRandom random = RecordedRandom.of(in.bytes("inner_iv"), ephemeral, in.bytes("outer_iv"));
        CiphertextWrapper wrapper = SenderRatchets.of(group, sender, before, crypto)
                .encrypt(content, random)
                .wrapper();
        random.requireExhausted();
        requireOpensOnce(wrapper, in, content, crypto);

        CiphertextMessage inner = wrapper.open(group, crypto);
        byte[] shared = crypto.x25519(ephemeral, group.publicKey().toByteArray());
        SessionId groupId = SessionId.parse(in.object("group").text("group_id"), IdKind.STANDARD);
        Envelope envelope = wrapper.envelope(groupId, in.integer("timestamp_ms"));
        return Answer.empty()
                .put("content_proto", content)
                .put("message_key", step.messageKey().exposeSecretBytes())
                .put("chain_key_after", step.ratchet().chainKey().exposeSecretBytes())
                .put("padded_plaintext", LegacyCipher.pad(content))
                .put("inner_iv_and_ciphertext", inner.ciphertext())
                .put("closed_group_ciphertext_message", inner.encode())
                .put("ephemeral_public_key", wrapper.ephemeralPublicKey().toByteArray())
                .put("shared_secret", shared)
                .put("outer_symmetric_key", layerKey(shared))
                .put("outer_iv_and_ciphertext", wrapper.ciphertext())
                .put("closed_group_ciphertext_message_wrapper", wrapper.encode())
                .put("envelope", envelope.encode())
                .put("web_socket_message", CiphertextWrapper.stored(envelope, in.integer("web_socket_request_id")));
    }

    static byte[] textContent(Inputs in) {
        DataMessage data = DataMessage.builder()
                .body(in.text("body"))
                .timestamp(in.integer("timestamp_ms"))
                .build();
        return Content.builder().dataMessage(data).build().encode();
    }

    private static Ratchet advanced(Inputs in, long keyIndex) {
        Ratchet ratchet = Ratchet.of(in.bytes("chain_key_before"), in.integer("key_index_before"));
        if (keyIndex < ratchet.keyIndex() || keyIndex - ratchet.keyIndex() > LATER) {
            throw new IllegalArgumentException("key_index: out of range");
        }
        while (ratchet.keyIndex() < keyIndex) {
            ratchet = ratchet.step().ratchet();
        }
        return ratchet;
    }

    /** By somebody who has the state from before the message. */
    private static void requireOpensOnce(CiphertextWrapper wrapper, Inputs in, byte[] content, Crypto crypto)
            throws SessionException {
        SessionId sender = SessionId.parse(in.text("sender"), IdKind.STANDARD);
        Opened2020 opened = receiver(in, in, crypto).decrypt(wrapper, Set.of(sender), Instant.EPOCH);
        DoesNotOpenException.require(
                opened.sender().equals(sender) && opened.content().equals(Bytes.of(content)), "the message");
        DoesNotOpenException.require(
                isUsed(wrapper, opened.state(), sender), "its key is not gone: what comes a second time");
    }

    private static boolean isUsed(CiphertextWrapper wrapper, SenderRatchets state, SessionId sender)
            throws SessionException {
        try {
            Opened2020 again = state.decrypt(wrapper, Set.of(sender), Instant.EPOCH);
            return !again.sender().equals(sender);
        } catch (GroupException e) {
            return e.reason() == GroupException.Reason.ALREADY_USED;
        }
    }

    /** Knows the chain of a message's sender as it was before. */
    private static SenderRatchets receiver(Inputs message, Inputs withGroup, Crypto crypto) throws SessionException {
        SessionId sender = SessionId.parse(message.text("sender"), IdKind.STANDARD);
        SenderRatchets receiver = stranger(groupKey(withGroup, crypto), crypto);
        ClosedGroupUpdate.SenderKey key = new ClosedGroupUpdate.SenderKey(
                Bytes.of(message.bytes("chain_key_before")),
                message.integer("key_index_before"),
                Bytes.of(sender.toByteArray()));
        ClosedGroupUpdate update = new ClosedGroupUpdate(
                null,
                Bytes.of(receiver.groupId().toByteArray()),
                null,
                List.of(key),
                List.of(),
                List.of(),
                ClosedGroupUpdate.Type.SENDER_KEY);
        return receiver.accept(update, sender, Set.of(sender));
    }

    private static SenderRatchets stranger(X25519KeyPair group, Crypto crypto) {
        SessionId self = SessionId.of(FreshKey.generate(crypto).key());
        return SenderRatchets.of(group, self, Ratchet.generate(new SecureRandom()), crypto);
    }

    private static X25519KeyPair groupKey(Inputs in, Crypto crypto) {
        return X25519KeyPair.ofSecretKey(in.object("group").bytes("private_key"), crypto);
    }

    /** The key of the outer layer, which the library keeps to itself. */
    private static byte[] layerKey(byte[] shared) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec("LOKI".getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            return mac.doFinal(shared);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** With the state that opens the first good message, which it does before; without one, knowing no chain. */
    private static Answer open(Call call) throws SessionException {
        Inputs in = call.in();
        Crypto crypto = call.crypto();
        CiphertextWrapper wrapper = CiphertextWrapper.decode(in.bytes("wrapper"));
        SessionId sender = wrapper.open(groupKey(in, crypto), crypto).sender();
        SenderRatchets receiver;
        if (in.has("first")) {
            requireFirstOpens(call);
            receiver = receiver(in.object("first"), in, crypto);
        } else {
            receiver = stranger(groupKey(in, crypto), crypto);
        }
        Opened2020 opened = receiver.decrypt(wrapper, Set.of(sender), Instant.EPOCH);
        return Answer.empty().put("content_proto", opened.content());
    }

    private static void requireFirstOpens(Call call) throws SessionException {
        Inputs first = call.in().object("first");
        SessionId sender = SessionId.parse(first.text("sender"), IdKind.STANDARD);
        CiphertextWrapper good = CiphertextWrapper.decode(first.bytes("closed_group_ciphertext_message_wrapper"));
        Opened2020 opened = receiver(first, call.in(), call.crypto()).decrypt(good, Set.of(sender), Instant.EPOCH);
        DoesNotOpenException.require(
                opened.content().equals(Bytes.of(first.bytes("content_proto"))), "the first message");
    }

    private static Answer update(Call call) throws SessionException {
        Inputs fields = call.in().object("fields");
        ClosedGroupUpdate update = new ClosedGroupUpdate(
                fields.optionalText("name").orElse(null),
                bytes(fields, "group_public_key"),
                bytes(fields, "group_private_key"),
                fields.has("sender_keys")
                        ? fields.objects("sender_keys").stream()
                                .map(SenderKeyOperations::senderKey)
                                .toList()
                        : List.of(),
                ids(fields, "members"),
                ids(fields, "admins"),
                type(fields.text("type")));
        UpdateRules.requireValid(update);
        byte[] encoded = update.encode();
        byte[] content = Content.builder()
                .dataMessage(DataMessage.builder().closedGroupUpdate(update).build())
                .build()
                .encode();
        DataMessage read = Content.decode(content).dataMessage();
        DoesNotOpenException.require(
                ClosedGroupUpdate.decode(encoded).equals(update)
                        && read != null
                        && update.equals(read.closedGroupUpdate()),
                "the update");
        return Answer.empty().put("closed_group_update", encoded).put("content_proto", content);
    }

    private static ClosedGroupUpdate.SenderKey senderKey(Inputs in) {
        return new ClosedGroupUpdate.SenderKey(
                bytes(in, "chain_key"), in.integer("key_index"), bytes(in, "public_key"));
    }

    private static @Nullable Bytes bytes(Inputs in, String name) {
        return in.optionalBytes(name).map(Bytes::of).orElse(null);
    }

    private static List<Bytes> ids(Inputs in, String name) {
        return in.has(name) ? in.hexes(name).stream().map(Bytes::of).toList() : List.of();
    }

    private static ClosedGroupUpdate.Type type(String name) {
        for (ClosedGroupUpdate.Type type : ClosedGroupUpdate.Type.values()) {
            if (type.name().equals(name)) {
                return type;
            }
        }
        throw new IllegalArgumentException("unknown type of update");
    }
}
