package org.session4j.conformance.operation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519KeyPair;
import org.session4j.protocol.crypto.SecretBytes;
import org.session4j.protocol.devices.DeviceGroupId;
import org.session4j.protocol.devices.DeviceGroupMessage;
import org.session4j.protocol.devices.DeviceId;
import org.session4j.protocol.devices.DevicePayload;
import org.session4j.protocol.devices.DeviceRecord;
import org.session4j.protocol.devices.DeviceState;
import org.session4j.protocol.devices.EmojiCode;
import org.session4j.protocol.devices.KeyRotation;
import org.session4j.protocol.devices.KeyWrapping;
import org.session4j.protocol.devices.LinkRequest;
import org.session4j.protocol.devices.RemovalNotice;
import org.session4j.protocol.v2.AccountKey;
import org.session4j.protocol.v2.AccountKeys;
import org.session4j.protocol.v2.HybridKeyPair;
import org.session4j.protocol.v2.KeyUse;

/** {@code messages-devices}. */
final class DeviceOperations {

    private static final double MILLIS = 1000;

    private DeviceOperations() {}

    static void addTo(Operations operations) {
        operations.add("messages-devices/record", DeviceOperations::record);
        operations.add("messages-devices/groupMessage", DeviceOperations::groupMessage, DeviceOperations::checkWritten);
        operations.add("messages-devices/kicked", DeviceOperations::removal);
        operations.add("messages-devices/linkRequest", DeviceOperations::linkRequest);
        operations.add("messages-devices/groupIdSas", DeviceOperations::groupCode);
        operations.add("messages-devices/rotation", DeviceOperations::rotation);
    }

    private static Ed25519KeyPair account(Call call) {
        return Ed25519KeyPair.ofSeed(call.in().bytes("accountEd25519Seed"), call.crypto());
    }

    private static DeviceId device(Inputs in) throws SessionException {
        return DeviceId.decode(Bytes.of(in.bytes("deviceId")));
    }

    private static AccountKey accountKey(byte[] seed, long created, Crypto crypto) {
        return AccountKey.of(SecretBytes.of(seed), created, null, crypto);
    }

    private static Answer record(Call call) throws SessionException {
        Bytes encoded = Bytes.of(call.in().bytes("encoded"));
        DeviceRecord record = DeviceRecord.decode(encoded);
        DoesNotOpenException.require(record.encode().equals(encoded), "the record");
        return Answer.empty().put("digest8", record.digest(call.crypto()));
    }

    /** The recorded message, as every recipient reads it. */
    private static Answer groupMessage(Call call) throws SessionException {
        Inputs in = call.in();
        Bytes encoded = Bytes.of(in.bytes("message"));
        DeviceGroupMessage message =
                DeviceGroupMessage.decode(encoded, account(call).publicKey(), call.crypto());
        DoesNotOpenException.require(
                Bytes.of(call.crypto().x25519Base(in.bytes("ephemeralSecretKey")))
                        .equals(Bytes.of(message.ephemeralKey().toByteArray())),
                "the ephemeral key");
        List<HybridKeyPair> recipients = recipients(call);
        Answer answer = slots(message, recipients, call.crypto());
        DevicePayload payload = message.open(List.of(recipients.get(0)));
        byte[] plain = payload.encode();
        DeviceGroupId group = message.groupId(account(call));
        return answer.put("groupId", group.value())
                .put("groupCreatedUnixMinutes", group.createdAt().getEpochSecond() / 60)
                .put("ephemeralPublicKey", message.ephemeralKey().toByteArray())
                .put("payload", plain)
                .put("paddedPayloadLength", DevicePayload.paddedLength(plain.length))
                .putTexts("kickedDeviceIds", removed(call, message, payload))
                .putTexts("leftDeviceIds", left(payload))
                .put("messageLength", encoded.length());
    }

    /** Where each recipient finds its key, and the key, which all find alike. */
    private static Answer slots(DeviceGroupMessage message, List<HybridKeyPair> recipients, Crypto crypto)
            throws SessionException {
        KeyWrapping wrapping = KeyWrapping.of(message.ephemeralKey(), message.encryptedPayload(), crypto);
        var slots = JsonNodeFactory.instance.arrayNode();
        SecretBytes key = null;
        for (HybridKeyPair recipient : recipients) {
            for (int slot = 0; slot < message.slots(); slot++) {
                Optional<SecretBytes> found = wrapping.unwrap(recipient, message.ciphertext(slot), message.entry(slot));
                if (found.isPresent()) {
                    DoesNotOpenException.require(key == null || key.equals(found.get()), "a slot");
                    key = found.get();
                    slots.add(slot);
                }
            }
        }
        if (key == null) {
            throw new IllegalArgumentException("no recipient has a slot");
        }
        return Answer.empty().put("slots", slots).put("keyBase", key.exposeSecretBytes());
    }

    private static List<HybridKeyPair> recipients(Call call) {
        return call.in().hexes("deviceKeySeedsOfRecipients").stream()
                .map(seed -> HybridKeyPair.ofSeed(SecretBytes.of(seed), KeyUse.DEVICE, call.crypto()))
                .toList();
    }

    /** Written anew, as its randomness is not recorded, the same payload is read by every recipient. */
    private static void checkWritten(Call call, Answer answer) throws SessionException {
        DevicePayload payload = DevicePayload.decode(answer.bytes("payload"), call.crypto());
        DeviceGroupId group = new DeviceGroupId(Bytes.of(answer.bytes("groupId")));
        Bytes written = DeviceGroupMessage.seal(group, payload, account(call), new SecureRandom(), call.crypto());
        DeviceGroupMessage read =
                DeviceGroupMessage.decode(written, account(call).publicKey(), call.crypto());
        for (HybridKeyPair recipient : recipients(call)) {
            Bytes payloadRead = Bytes.of(read.open(List.of(recipient)).encode());
            DoesNotOpenException.require(payloadRead.equals(Bytes.of(payload.encode())), "the group message");
        }
        DoesNotOpenException.require(read.groupId(account(call)).equals(group), "the group id");
        DoesNotOpenException.require(
                written.length() == call.in().bytes("message").length, "the length of the group message");
    }

    private static List<String> removed(Call call, DeviceGroupMessage message, DevicePayload payload) {
        List<String> removed = new ArrayList<>();
        for (DeviceId device : payload.removed()) {
            if (message.removes(device, account(call))) {
                removed.add(device.value().toHex());
            }
        }
        return removed;
    }

    private static List<String> left(DevicePayload payload) {
        List<String> left = new ArrayList<>();
        payload.devices().forEach((id, state) -> {
            if (state instanceof DeviceState.Left) {
                left.add(id.value().toHex());
            }
        });
        return left;
    }

    private static Answer removal(Call call) throws SessionException {
        return Answer.empty()
                .put(
                        "entry",
                        RemovalNotice.of(
                                device(call.in()),
                                V2Operations.x25519(call.in(), "ephemeralPublicKey"),
                                account(call),
                                call.crypto()));
    }

    private static Answer linkRequest(Call call) throws SessionException {
        Inputs in = call.in();
        Crypto crypto = call.crypto();
        AccountKeys keys = AccountKeys.of(List.of(accountKey(in.bytes("groupAccountKeySeed"), 0, crypto)));
        DeviceRecord record = DeviceRecord.decode(Bytes.of(in.bytes("record")));
        LinkRequest request = LinkRequest.of(device(in), record, account(call));
        RecordedRandom random = RecordedRandom.of(in.bytes("ephemeralSecretKey"));
        Bytes message = request.seal(
                keys.all().get(0).publicKey().x25519(), account(call).toX25519().publicKey(), random, crypto);
        random.requireExhausted();
        LinkRequest opened = LinkRequest.open(message, account(call), keys, crypto);
        DoesNotOpenException.require(
                opened.device().equals(request.device()) && opened.record().equals(record), "the link request");
        return code(opened.codeSeed(crypto), opened.code(crypto))
                .put("plaintext", opened.plaintext())
                .put("message", message)
                .put("sasSalt", opened.codeSalt(crypto));
    }

    private static Answer groupCode(Call call) {
        DeviceGroupId group = new DeviceGroupId(Bytes.of(call.in().bytes("groupId")));
        return code(group.codeSeed(call.crypto()), group.code(call.crypto()));
    }

    private static Answer code(Bytes seed, EmojiCode code) {
        var indices = JsonNodeFactory.instance.arrayNode();
        code.indices().forEach(index -> indices.add((int) index));
        return Answer.empty().put("sasSeed", seed).put("sasIndices", indices);
    }

    private static Answer rotation(Call call) throws SessionException {
        Inputs in = call.in();
        AccountKey key = accountKey(in.bytes("accountKeySeed"), in.integer("createdUnix"), call.crypto());
        KeyRotation.Draw draw = KeyRotation.draw(key, device(in), call.crypto());
        long millis = KeyRotation.rotateAt(key, device(in), in.smallInteger("deviceCount"), call.crypto())
                .toEpochMilli();
        return Answer.empty()
                .put("u", JsonNodeFactory.instance.numberNode(draw.fraction()))
                .put("hash8", draw.hash())
                .put("rotateAtUnixApprox", JsonNodeFactory.instance.numberNode(millis / MILLIS));
    }
}
