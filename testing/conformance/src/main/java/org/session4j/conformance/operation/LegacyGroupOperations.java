package org.session4j.conformance.operation;

import java.util.Arrays;
import java.util.List;
import org.session4j.groups.legacy.LegacyCipher;
import org.session4j.groups.legacy.LegacyUpdate;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.X25519KeyPair;
import org.session4j.protocol.message.ClosedGroupControlMessage;
import org.session4j.protocol.message.Content;
import org.session4j.protocol.message.DataMessage;
import org.session4j.protocol.wire.Envelope;
import org.session4j.protocol.wire.SignedMessage;

/** {@code groups-legacy-closed}. */
final class LegacyGroupOperations {

    private LegacyGroupOperations() {}

    static void addTo(Operations operations) {
        operations.add("groups-legacy-closed/group", LegacyGroupOperations::group);
        operations.add("groups-legacy-closed/account", LegacyGroupOperations::account);
        operations.add("groups-legacy-closed/control", LegacyGroupOperations::control);
        operations.add("groups-legacy-closed/wrap", LegacyGroupOperations::wrap);
        operations.add("groups-legacy-closed/open", LegacyGroupOperations::open);
        operations.add("groups-legacy-closed/seal", LegacyGroupOperations::seal);
    }

    private static Answer group(Call call) {
        X25519KeyPair key = X25519KeyPair.ofSecretKey(call.in().bytes("encryption_private_key"), call.crypto());
        return Answer.empty()
                .put("encryption_public_key", key.publicKey().toByteArray())
                .put("key_pair_proto", halves(key).encode());
    }

    private static ClosedGroupControlMessage.KeyPair halves(X25519KeyPair key) {
        return new ClosedGroupControlMessage.KeyPair(
                Bytes.of(key.publicKey().toByteArray()),
                Bytes.of(key.secretKey().exposeSecretBytes()));
    }

    private static X25519KeyPair groupKey(Call call) {
        byte[] secret = call.in().object("group").bytes("encryption_private_key");
        return X25519KeyPair.ofSecretKey(secret, call.crypto());
    }

    private static Answer account(Call call) {
        try (Account account = Account.ofSeed(call.in().bytes("seed"), call.crypto())) {
            return Answer.empty().put("session_id", account.sessionId().toString());
        }
    }

    private static Answer control(Call call) throws SessionException {
        byte[] encoded = call.in().bytes("closed_group_control_message");
        ClosedGroupControlMessage message = ClosedGroupControlMessage.decode(encoded);
        LegacyUpdate update = LegacyUpdate.of(message, call.crypto());
        if (update instanceof LegacyUpdate.Created created) {
            DoesNotOpenException.require(
                    created.keyPair().publicKey().equals(groupKey(call).publicKey()), "the key pair of the group");
        }
        byte[] content = Content.builder()
                .dataMessage(
                        DataMessage.builder().closedGroupControlMessage(message).build())
                .build()
                .encode();
        DataMessage read = Content.decode(content).dataMessage();
        DoesNotOpenException.require(
                Arrays.equals(message.encode(), encoded)
                        && read != null
                        && message.equals(read.closedGroupControlMessage()),
                "the control message");
        return Answer.empty().put("content", content);
    }

    private static Answer wrap(Call call) throws SessionException {
        Crypto crypto = call.crypto();
        X25519KeyPair key = groupKey(call);
        try (Account admin = Account.ofSeed(call.in().object("admin").bytes("seed"), crypto);
                Account recipient = Account.ofSeed(call.in().bytes("recipient_seed"), crypto)) {
            LegacyCipher cipher = LegacyCipher.of(crypto);
            byte[] sealed = cipher.sealKeyPair(halves(key), admin.ed25519KeyPair(), recipient.x25519PublicKey());
            LegacyCipher.SealedKeyPair opened = cipher.openKeyPair(sealed, recipient.x25519KeyPair());
            DoesNotOpenException.require(
                    opened.sender().equals(admin.sessionId())
                            && opened.keyPair().publicKey().equals(key.publicKey()),
                    "the key pair");
            return Answer.empty()
                    .put("recipient", recipient.sessionId().toString())
                    .put("encrypted_key_pair", sealed);
        }
    }

    /** With a key pair before it that does not open it. */
    private static Answer open(Call call) throws SessionException {
        Inputs in = call.in();
        byte[] sealed = in.bytes("sealed");
        byte[] other = new byte[Crypto.KEY];
        Arrays.fill(other, (byte) 9);
        List<X25519KeyPair> keys = List.of(X25519KeyPair.ofSecretKey(other, call.crypto()), groupKey(call));
        SignedMessage opened = LegacyCipher.of(call.crypto()).open(sealed, keys);
        byte[] content = SenderKeyOperations.textContent(in);
        DoesNotOpenException.require(opened.message().equals(Bytes.of(content)), "the message");
        SessionId groupId = SessionId.parse(in.object("group").text("group_id"), IdKind.STANDARD);
        Envelope envelope = LegacyCipher.envelope(groupId, in.integer("timestamp_ms"), sealed);
        return Answer.empty()
                .put("sender", opened.sender().toString())
                .put("content", opened.message())
                .put("padded", LegacyCipher.pad(content))
                .put("envelope", envelope.encode());
    }

    private static Answer seal(Call call) throws SessionException {
        Inputs in = call.in();
        try (Account sender = Account.ofSeed(in.bytes("sender_seed"), call.crypto())) {
            byte[] sealed = LegacyCipher.of(call.crypto())
                    .seal(
                            SenderKeyOperations.textContent(in),
                            sender.ed25519KeyPair(),
                            groupKey(call).publicKey());
            return Answer.empty().put("sealed", sealed);
        }
    }
}
