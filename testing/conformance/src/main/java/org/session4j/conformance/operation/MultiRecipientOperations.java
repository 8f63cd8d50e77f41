package org.session4j.conformance.operation;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.session4j.groups.GroupException;
import org.session4j.groups.v2.AdminKey;
import org.session4j.groups.v2.KickedMessage;
import org.session4j.groups.v2.MultiRecipientCipher;
import org.session4j.groups.v2.MultiRecipientMessage;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Ed25519KeyPair;
import org.session4j.protocol.crypto.X25519KeyPair;
import org.session4j.protocol.crypto.X25519PublicKey;

/**
 * Encryption for several recipients and kicked messages: {@code libsession-multi-encrypt}, {@code upstream-multi-encrypt},
 * {@code groups-v2-multi-encrypt}.
 */
final class MultiRecipientOperations {

    private MultiRecipientOperations() {}

    static void addTo(Operations operations) {
        operations.add("encrypt_for_multiple", MultiRecipientOperations::encrypt);
        operations.add(
                "encrypt_for_multiple_simple",
                MultiRecipientOperations::encryptEncoded,
                MultiRecipientOperations::openEncoded);
        operations.add("decrypt_for_multiple", MultiRecipientOperations::decrypt);
        operations.add("decrypt_for_multiple_simple", MultiRecipientOperations::decryptEncoded);
        operations.add("groups-v2-multi-encrypt/encrypt", MultiRecipientOperations::encryptVector);
        operations.add("groups-v2-multi-encrypt/kick", MultiRecipientOperations::kick);
    }

    private static Answer encrypt(Call call) throws SessionException {
        MultiRecipientMessage message = encrypt(call, ownPair(call), recipients(call.in()));
        return Answer.empty().putHexes("ciphertexts", hexes(message.entries()));
    }

    /** Filled up with entries that nobody opens, as long as upstream makes them. */
    private static Answer encryptEncoded(Call call) throws SessionException {
        MultiRecipientMessage message = encrypt(call, ownPair(call), recipients(call.in()));
        List<Bytes> entries = new ArrayList<>(message.entries());
        int multiple = call.in().has("pad") ? call.in().smallInteger("pad") : 1;
        int length = call.in().hexes("messages").get(0).length;
        while (multiple > 1 && entries.size() % multiple != 0) {
            if (entries.size() > 1000) {
                throw new IllegalArgumentException("pad: expected at most 1000 entries");
            }
            byte[] junk = new byte[length];
            call.random().nextBytes(junk);
            entries.add(Bytes.of(junk));
        }
        return Answer.empty().put("encoded", new MultiRecipientMessage(message.nonce(), entries).encode());
    }

    /** The recipients' secret keys are unknown, so the same messages go to recipients of our own. */
    private static void openEncoded(Call call, Answer answer) throws SessionException {
        List<Bytes> messages = messages(call.in());
        List<X25519KeyPair> recipients = new ArrayList<>();
        List<X25519PublicKey> keys = new ArrayList<>();
        for (int i = 0; i < call.in().hexes("recipients").size(); i++) {
            recipients.add(X25519KeyPair.generate(new SecureRandom(), call.crypto()));
            keys.add(recipients.get(i).publicKey());
        }
        MultiRecipientMessage made = encrypt(call.with(call.in().copy()), ownPair(call), keys);
        for (int i = 0; i < keys.size(); i++) {
            Bytes opened =
                    cipher(call).decrypt(made, recipients.get(i), ownPair(call).publicKey());
            DoesNotOpenException.require(
                    opened.equals(messages.get(messages.size() == 1 ? 0 : i)), "the message of a recipient");
        }
        DoesNotOpenException.require(
                MultiRecipientMessage.decode(Bytes.of(answer.bytes("encoded")))
                                .entries()
                                .size()
                        >= keys.size(),
                "the container");
    }

    private static MultiRecipientMessage encrypt(Call call, X25519KeyPair sender, List<X25519PublicKey> recipients)
            throws MalformedDataException {
        SecureRandom random =
                call.in().has("nonce") ? RecordedRandom.of(call.in().bytes("nonce")) : call.random();
        return cipher(call).encrypt(messages(call.in()), sender, recipients, random);
    }

    private static Answer decrypt(Call call) throws SessionException {
        List<Bytes> entries = new ArrayList<>();
        call.in().hexes("ciphertexts").forEach(entry -> entries.add(Bytes.of(entry)));
        return opened(call, new MultiRecipientMessage(Bytes.of(call.in().bytes("nonce")), entries));
    }

    private static Answer decryptEncoded(Call call) throws SessionException {
        return opened(call, MultiRecipientMessage.decode(Bytes.of(call.in().bytes("encoded"))));
    }

    private static Answer opened(Call call, MultiRecipientMessage message)
            throws GroupException, MalformedDataException {
        X25519PublicKey sender = call.in().has("sender_ed25519_pk")
                ? X25519PublicKey.of(
                        call.crypto().ed25519PublicKeyToX25519(call.in().bytes("sender_ed25519_pk")))
                : X25519PublicKey.of(call.in().bytes("sender_x25519_pk"));
        return Answer.empty().put("plaintext", cipher(call).decrypt(message, ownPair(call), sender));
    }

    private static Answer encryptVector(Call call) throws SessionException {
        Inputs in = call.in();
        AdminKey unused = GroupV2Header.admin(call);
        X25519KeyPair sender = X25519KeyPair.ofSecretKey(in.bytes("sender_x25519_private"), call.crypto());
        requireSame(in, "sender_x25519_public", sender.publicKey());
        List<X25519KeyPair> recipients = new ArrayList<>();
        List<X25519PublicKey> keys = new ArrayList<>();
        for (Inputs recipient : in.objects("recipients")) {
            X25519KeyPair pair = X25519KeyPair.ofSecretKey(recipient.bytes("x25519_private"), call.crypto());
            requireSame(recipient, "x25519_public", pair.publicKey());
            recipients.add(pair);
            keys.add(pair.publicKey());
        }
        MultiRecipientMessage message = encrypt(call, sender, keys);
        List<Bytes> messages = messages(in);
        for (int i = 0; i < recipients.size(); i++) {
            Bytes opened = cipher(call)
                    .decrypt(MultiRecipientMessage.decode(message.encode()), recipients.get(i), sender.publicKey());
            DoesNotOpenException.require(
                    opened.equals(messages.get(messages.size() == 1 ? 0 : i)), "the message of a recipient");
        }
        return Answer.empty().putHexes("ciphertexts", hexes(message.entries())).put("encoded", message.encode());
    }

    /** Each of the removed must find itself, and nobody else anything. */
    private static Answer kick(Call call) throws SessionException {
        Inputs in = call.in();
        AdminKey admin = GroupV2Header.admin(call);
        long generation = in.integer("generation");
        List<SessionId> removed = new ArrayList<>();
        for (Inputs member : in.objects("removed")) {
            removed.add(SessionId.parse(member.text("session_id"), IdKind.STANDARD));
        }
        Bytes stored = KickedMessage.encode(admin, removed, generation, RecordedRandom.of(in.bytes("nonce")));
        X25519PublicKey group = admin.groupId().toX25519(call.crypto());
        for (Inputs member : in.objects("removed")) {
            X25519KeyPair pair =
                    Ed25519KeyPair.ofSeed(member.bytes("seed"), call.crypto()).toX25519();
            Bytes text = cipher(call).decrypt(MultiRecipientMessage.decode(stored), pair, group);
            DoesNotOpenException.require(
                    Arrays.equals(text.toByteArray(), member.bytes("plaintext"))
                            && KickedMessage.decode(stored, admin.groupId(), pair, call.crypto()) == generation,
                    "the kicked message");
        }
        return Answer.empty().put("encoded", stored);
    }

    private static void requireSame(Inputs in, String name, X25519PublicKey key) {
        if (!in.text(name).equals(key.toString())) {
            throw new NotRunnableException(name + " does not belong to the secret key");
        }
    }

    private static MultiRecipientCipher cipher(Call call) {
        return MultiRecipientCipher.of(call.in().text("domain"), call.crypto());
    }

    private static List<Bytes> messages(Inputs in) {
        List<Bytes> messages = new ArrayList<>();
        in.hexes("messages").forEach(message -> messages.add(Bytes.of(message)));
        return messages;
    }

    private static List<X25519PublicKey> recipients(Inputs in) {
        List<X25519PublicKey> keys = new ArrayList<>();
        in.hexes("recipients").forEach(key -> keys.add(X25519PublicKey.of(key)));
        return keys;
    }

    /** An Ed25519 secret key, or an X25519 pair. */
    private static X25519KeyPair ownPair(Call call) {
        return call.in().has("sk")
                ? KeyOperations.keyPair(call.in().bytes("sk"), call.crypto()).toX25519()
                : SealOperations.x25519KeyPair(call.in(), call.crypto());
    }

    private static List<byte[]> hexes(List<Bytes> values) {
        List<byte[]> hexes = new ArrayList<>();
        values.forEach(value -> hexes.add(value.toByteArray()));
        return hexes;
    }
}
