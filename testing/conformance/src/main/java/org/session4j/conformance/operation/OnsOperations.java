package org.session4j.conformance.operation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.session4j.conformance.Json;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.SessionId;
import org.session4j.swarm.OnsName;
import org.session4j.swarm.wire.OnsCipher;
import org.session4j.swarm.wire.OnsRecord;

/** Names: {@code swarm-ons}, {@code ons-*}, {@code libsession-ons}, {@code upstream-ons}. */
final class OnsOperations {

    private static final int ARGON2ID_SALT = 16;
    private static final int KEY_LENGTH = 32;

    private OnsOperations() {}

    static void addTo(Operations operations) {
        operations.add("swarm-ons/name", OnsOperations::name);
        operations.add("swarm-ons/resolve", OnsOperations::resolve);
        operations.add("ons-names/name", OnsOperations::nameOrNot);
        operations.add("ons-resolve/resolve", OnsOperations::resolve);
        operations.add("ons-resolve-old/resolve", OnsOperations::resolveOld);
        operations.add("decrypt_ons_response", OnsOperations::decrypt);
        operations.add("decrypt_ons_legacy", OnsOperations::decryptOld);
    }

    private static Answer name(Call call) throws SessionException {
        OnsName name = OnsName.parse(call.in().text("name"));
        return Answer.empty()
                .put("valid", name.toString().equalsIgnoreCase(call.in().text("name")));
    }

    private static Answer nameOrNot(Call call) {
        try {
            OnsName name = OnsName.parse(call.in().text("name"));
            return Answer.empty().put("valid", true).put("lowercase", name.toString());
        } catch (MalformedDataException e) {
            return Answer.empty().put("valid", false);
        }
    }

    private static Answer resolve(Call call) throws SessionException {
        Inputs in = call.in();
        OnsName name = OnsName.parse(in.text("name"));
        OnsRecord record = new OnsRecord(Bytes.of(in.bytes("encrypted_value")), Bytes.of(in.bytes("nonce")));
        String request =
                OnsRecord.request(call.crypto(), name).sign(Instant.EPOCH).json();
        return described(call, name)
                .put("key", OnsRecord.key(call.crypto(), name))
                .put("request", Json.parse(request))
                .put("session_id", record.open(call.crypto(), name).toString());
    }

    /** The steps of opening one by one, as the key takes long to derive. */
    private static Answer resolveOld(Call call) throws SessionException {
        OnsName name = OnsName.parse(call.in().text("name"));
        OnsCipher cipher = OnsCipher.of(call.crypto());
        Bytes key = cipher.oldKey(name.toString());
        SessionId id = cipher.openOld(Bytes.of(call.in().bytes("encrypted_value")), key);
        return described(call, name)
                .put("argon2id", argon2id())
                .put("key", key)
                .put("nonce", (String) null)
                .put("session_id", id.toString());
    }

    private static Answer described(Call call, OnsName name) {
        Bytes hash = OnsRecord.nameHash(call.crypto(), name);
        return Answer.empty()
                .put("lowercase", name.toString())
                .put("name_hash_hex", hash)
                .put("name_hash_base64", hash.toBase64());
    }

    private static ObjectNode argon2id() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("version", "1.3")
                .put("salt", Bytes.of(new byte[ARGON2ID_SALT]).toHex())
                .put("iterations", OnsCipher.OLD_PASSES)
                .put("memory_kib", OnsCipher.OLD_MEMORY_KIB)
                .put("parallelism", 1)
                .put("length", KEY_LENGTH);
    }

    /** The core library takes any text for a name. */
    private static Answer decrypt(Call call) throws SessionException {
        OnsCipher cipher = OnsCipher.of(call.crypto());
        SessionId id = cipher.open(
                Bytes.of(call.in().bytes("ciphertext")),
                Bytes.of(call.in().bytes("nonce")),
                cipher.key(call.in().text("name")));
        return Answer.empty().put("session_id", id.toString());
    }

    private static Answer decryptOld(Call call) throws SessionException {
        OnsCipher cipher = OnsCipher.of(call.crypto());
        SessionId id = cipher.openOld(
                Bytes.of(call.in().bytes("ciphertext")), cipher.oldKey(call.in().text("name")));
        return Answer.empty().put("session_id", id.toString());
    }
}
