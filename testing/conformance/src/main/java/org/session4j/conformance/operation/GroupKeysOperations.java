package org.session4j.conformance.operation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.session4j.groups.GroupException;
import org.session4j.groups.GroupException.Reason;
import org.session4j.groups.v2.AdminKey;
import org.session4j.groups.v2.GroupCipher;
import org.session4j.groups.v2.GroupId;
import org.session4j.groups.v2.GroupKeys;
import org.session4j.groups.v2.PendingKey;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.config.StorageHash;
import org.session4j.protocol.crypto.Ed25519KeyPair;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.protocol.crypto.SecretBytes;

/** A client of a group, step by step: the {@code keys_*} operations of {@code libsession-groups}. */
final class GroupKeysOperations {

    private final HeldConfigs held;

    private GroupKeysOperations(HeldConfigs held) {
        this.held = held;
    }

    static void addTo(Operations operations, HeldConfigs held) {
        GroupKeysOperations keys = new GroupKeysOperations(held);
        operations.add("keys_new", keys::create);
        operations.add("keys_state", keys::state);
        operations.add("keys_rekey", keys::rekey);
        operations.add("keys_supplement", keys::supplement);
        operations.add("keys_load", keys::load);
        operations.add("keys_load_admin", keys::loadAdmin);
        operations.add("keys_dump", keys::dump);
        operations.add("keys_encrypt", keys::encrypt, keys::openEncrypted);
        operations.add("keys_decrypt", keys::decrypt);
    }

    private GroupClient client(Call call) {
        return held.get(call.in(), "h", GroupClient.class);
    }

    private Answer create(Call call) throws SessionException {
        Inputs in = call.in();
        GroupId group = GroupId.of(Ed25519PublicKey.parse(in.text("group_pk")));
        Ed25519KeyPair user = KeyOperations.keyPair(in.bytes("user_sk"), call.crypto());
        AdminKey admin = in.has("group_sk") ? adminKey(call, "group_sk", group) : null;
        GroupKeys keys = in.has("dump")
                ? GroupKeys.decode(in.bytes("dump"), group, call.crypto())
                : GroupKeys.none(group, call.crypto());
        HeldConfigs.Held info = held.document(in, "info");
        HeldConfigs.Held members = held.document(in, "members");
        return Answer.empty().put("h", held.add(new GroupClient(user, admin, keys, info, members, call.crypto())));
    }

    /** The seed of the group, alone or with the public key behind it. */
    private static AdminKey adminKey(Call call, String name, GroupId group) throws GroupException {
        SecretBytes seed =
                KeyOperations.keyPair(call.in().bytes(name), call.crypto()).seed();
        return AdminKey.ofSeed(seed.exposeSecretBytes(), group, call.crypto());
    }

    private Answer state(Call call) {
        GroupClient client = client(call);
        GroupKeys keys = client.keys();
        @Nullable PendingKey pending = keys.pending().orElse(null);
        List<byte[]> secrets = new ArrayList<>();
        keys.secrets().forEach(secret -> secrets.add(secret.exposeSecretBytes()));
        List<String> hashes = new ArrayList<>();
        keys.storageHashes().forEach(hash -> hashes.add(hash.value()));
        return Answer.empty()
                .put("admin", client.isAdmin())
                .put("generation", keys.generation())
                .putHexes("group_keys", secrets)
                .put("needs_rekey", client.isAdmin() && keys.needsRekey())
                .putTexts("current_hashes", hashes)
                .put("pending_config", pending == null ? null : pending.message())
                .put("pending_key", pending == null ? null : pending.secret().exposeSecretBytes());
    }

    private Answer rekey(Call call) throws SessionException {
        GroupClient client = client(call);
        GroupKeys.Rekeyed rekeyed = client.keys().rekey(client.requireAdmin(), client.memberIds());
        client.go(rekeyed.keys(), true);
        return Answer.empty().put("config", rekeyed.message());
    }

    private Answer supplement(Call call) throws SessionException {
        GroupClient client = client(call);
        return Answer.empty()
                .put(
                        "message",
                        client.keys()
                                .supplement(
                                        client.requireAdmin(),
                                        GroupV2KeyOperations.ids(call.in().texts("sids"))));
    }

    private Answer load(Call call) throws SessionException {
        Inputs in = call.in();
        GroupClient client = client(call);
        Bytes message = Bytes.of(in.bytes("data"));
        StorageHash hash = new StorageHash(in.text("hash"));
        Instant storedAt = Instant.ofEpochMilli(in.integer("timestamp"));
        GroupKeys.Loaded loaded = client.isAdmin()
                ? client.keys().load(message, hash, storedAt, client.requireAdmin())
                : client.keys().load(message, hash, storedAt, client.user().toX25519());
        client.go(loaded.keys(), false);
        return Answer.empty()
                .put("loaded", loaded.isForUs())
                .put("generation", loaded.keys().generation())
                .put("size", loaded.keys().secrets().size());
    }

    private Answer loadAdmin(Call call) throws SessionException {
        GroupClient client = client(call);
        client.becomeAdmin(adminKey(call, "secret", client.group()), call.crypto());
        return Answer.empty();
    }

    private Answer dump(Call call) {
        return Answer.empty().put("dump", client(call).keys().encode().exposeSecretBytes());
    }

    private Answer encrypt(Call call) throws SessionException {
        GroupClient client = client(call);
        SecretBytes key = client.keys().encryptionKey().orElseThrow(() -> new GroupException(Reason.UNKNOWN_KEY));
        GroupCipher cipher = GroupCipher.of(call.crypto());
        if (call.in().has("padding")) {
            cipher = cipher.withPadding(call.in().smallInteger("padding"));
        }
        if (call.in().has("compress") && !call.in().flag("compress")) {
            cipher = cipher.withoutCompression();
        }
        Bytes plaintext = Bytes.of(call.in().bytes("plaintext"));
        return Answer.empty()
                .put("ciphertext", cipher.encrypt(plaintext, client.user(), client.group(), key, call.random()));
    }

    private void openEncrypted(Call call, Answer answer) throws SessionException {
        GroupClient client = client(call);
        GroupCipher.Opened opened = GroupCipher.of(call.crypto())
                .decrypt(
                        Bytes.of(answer.bytes("ciphertext")),
                        client.group(),
                        client.keys().secrets());
        DoesNotOpenException.require(
                opened.plaintext().equals(Bytes.of(call.in().bytes("plaintext"))), "the group message");
    }

    private Answer decrypt(Call call) throws SessionException {
        GroupClient client = client(call);
        GroupCipher.Opened opened = GroupCipher.of(call.crypto())
                .decrypt(
                        Bytes.of(call.in().bytes("ciphertext")),
                        client.group(),
                        client.keys().secrets());
        return Answer.empty().put("session_id", opened.author().toString()).put("plaintext", opened.plaintext());
    }
}
