package org.session4j.conformance.operation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.session4j.groups.v2.AdminKey;
import org.session4j.groups.v2.GroupCipher;
import org.session4j.groups.v2.GroupControl;
import org.session4j.groups.v2.GroupControlCodec;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.DecryptionException;
import org.session4j.protocol.Hex;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.protocol.crypto.Ed25519KeyPair;
import org.session4j.protocol.crypto.SecretBytes;
import org.session4j.protocol.message.Content;
import org.session4j.protocol.message.DataMessage;
import org.session4j.protocol.message.GroupUpdateMessage;
import org.session4j.protocol.wire.BtDict;
import org.session4j.protocol.wire.BtLeniency;
import org.session4j.protocol.wire.BtReader;

/** Messages and control messages of groups v2: {@code groups-v2-message}, {@code groups-v2-control}. */
final class GroupV2MessageOperations {

    private static final int INVITED_AT = "INVITE".length();
    private static final int ID_DIGITS = 66;

    /** Key and length of the one field of a content and of the data message in it, if they are of one or two bytes. */
    private static final int MAX_FRAME = 8;

    private GroupV2MessageOperations() {}

    static void addTo(Operations operations) {
        operations.add("groups-v2-message/encrypt", GroupV2MessageOperations::encrypt);
        operations.add("groups-v2-message/decrypt", GroupV2MessageOperations::decrypt);
        operations.add("groups-v2-control/sign", GroupV2MessageOperations::sign);
        operations.add("groups-v2-control/write", GroupV2MessageOperations::write);
    }

    private static Answer encrypt(Call call) throws SessionException {
        Inputs in = call.in();
        AdminKey admin = GroupV2Header.admin(call);
        if (!in.flag("signature_binds_group_key")) {
            throw new NotRunnableException("signatures bind the key of the group");
        }
        GroupCipher cipher = GroupCipher.of(call.crypto()).withPadding(in.smallInteger("padding"));
        Ed25519KeyPair author = Ed25519KeyPair.ofSeed(in.bytes("author_seed"), call.crypto());
        Bytes ciphertext = (in.flag("compress") ? cipher : cipher.withoutCompression())
                .encrypt(
                        Bytes.of(in.bytes("plaintext")),
                        author,
                        admin.groupId(),
                        SecretBytes.of(in.bytes("group_key")),
                        RecordedRandom.of(in.bytes("nonce")));
        Bytes padded = padded(call, ciphertext);
        BtDict dict = BtReader.of(padded, BtLeniency.CANONICAL).readValue().asDict();
        return Answer.empty()
                .put("compressed", dict.get(Bytes.utf8("z")).isPresent())
                .put("encoded_dict", padded)
                .put("ciphertext", ciphertext);
    }

    /** What was encrypted: the dict and its padding. */
    private static Bytes padded(Call call, Bytes ciphertext) throws DecryptionException {
        return Bytes.of(call.crypto()
                .xchacha20Poly1305Decrypt(
                        ciphertext
                                .slice(Crypto.XCHACHA20_NONCE, ciphertext.length())
                                .toByteArray(),
                        ciphertext.slice(0, Crypto.XCHACHA20_NONCE).toByteArray(),
                        call.in().bytes("group_key")));
    }

    private static Answer decrypt(Call call) throws SessionException {
        AdminKey admin = GroupV2Header.admin(call);
        List<SecretBytes> keys = new ArrayList<>();
        call.in().hexes("group_keys").forEach(key -> keys.add(SecretBytes.of(key)));
        Bytes ciphertext = Bytes.of(call.in().bytes("ciphertext"));
        GroupCipher.Opened opened = GroupCipher.of(call.crypto()).decrypt(ciphertext, admin.groupId(), keys);
        return Answer.empty()
                .put("author_session_id", opened.author().toString())
                .put("plaintext", opened.plaintext())
                .put("ciphertext", ciphertext);
    }

    /** Reads the content, with the signature checked, and writes it again from what it said. */
    private static Answer sign(Call call) throws SessionException {
        Inputs in = call.in();
        AdminKey admin = GroupV2Header.admin(call);
        Instant timestamp = Instant.ofEpochMilli(in.integer("timestamp_ms"));
        GroupControlCodec codec = GroupControlCodec.of(call.crypto());
        GroupUpdateMessage update = update(in.bytes("content"));
        GroupUpdateMessage written;
        if (update.inviteMessage() != null) {
            SessionId invited = invited(in.text("signed_string"));
            GroupControl.Invite invite = (GroupControl.Invite) codec.decodeDirect(update, invited, timestamp);
            written = codec.encode(invite, invited, admin, timestamp);
        } else if (codec.decode(update, admin.groupId(), timestamp) instanceof GroupControl.ByAdmin control) {
            written = codec.encode(control, admin, timestamp);
        } else {
            throw new NotRunnableException("the content holds nothing that is signed");
        }
        return answer(written, in)
                .put(
                        "signature",
                        admin.sign(Bytes.utf8(in.text("signed_string")).toByteArray()));
    }

    private static SessionId invited(String signed) throws MalformedDataException {
        if (signed.length() < INVITED_AT + ID_DIGITS) {
            throw new NotRunnableException("the text of an invitation holds an id");
        }
        return SessionId.parse(signed.substring(INVITED_AT, INVITED_AT + ID_DIGITS), IdKind.STANDARD);
    }

    private static Answer write(Call call) throws SessionException {
        Inputs in = call.in();
        AdminKey admin = GroupV2Header.admin(call);
        GroupControlCodec codec = GroupControlCodec.of(call.crypto());
        GroupUpdateMessage update = update(in.bytes("content"));
        if (update.promoteMessage() != null) {
            GroupControl.Direct direct =
                    codec.decodeDirect(update, SessionId.of(IdKind.STANDARD, new byte[32]), Instant.EPOCH);
            GroupControl.Promotion promotion = (GroupControl.Promotion) direct;
            DoesNotOpenException.require(promotion.admin().groupId().equals(admin.groupId()), "the promotion");
            return answer(codec.encode(promotion), in);
        }
        if (codec.decode(update, admin.groupId(), Instant.EPOCH) instanceof GroupControl.ByMember control) {
            return answer(codec.encode(control), in);
        }
        throw new NotRunnableException("the content holds nothing that goes unsigned");
    }

    private static GroupUpdateMessage update(byte[] content) throws MalformedDataException {
        DataMessage data = Content.decode(content).dataMessage();
        if (data == null || data.groupUpdateMessage() == null) {
            throw new NotRunnableException("the content holds no control message");
        }
        return Objects.requireNonNull(data.groupUpdateMessage());
    }

    /** The control message is all that is in the content, behind what frames it. */
    private static Answer answer(GroupUpdateMessage update, Inputs in) {
        byte[] content = Content.builder()
                .dataMessage(DataMessage.builder().groupUpdateMessage(update).build())
                .build()
                .encode();
        String hex = Hex.format(content);
        String control = in.text("group_update_message");
        boolean ends = hex.endsWith(control) && hex.length() - control.length() <= 2 * MAX_FRAME;
        return Answer.empty()
                .put("content", content)
                .put("group_update_message", ends ? control : "not the end of the content");
    }
}
