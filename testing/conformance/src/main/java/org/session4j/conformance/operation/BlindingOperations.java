package org.session4j.conformance.operation;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.blinding.BlindedKeyPair;
import org.session4j.protocol.blinding.FileServerAuth;
import org.session4j.protocol.blinding.ServerBlinding;
import org.session4j.protocol.crypto.Ed25519KeyPair;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.protocol.crypto.X25519PublicKey;

/** Blinded ids and what they sign: {@code blinding-*}, {@code libsession-blinding}, {@code upstream-blinding}. */
final class BlindingOperations {

    private BlindingOperations() {}

    static void addTo(Operations operations) {
        operations.add("blinding-ids/ids", BlindingOperations::ids);
        operations.add("blinding-ids-pysogs/ids", BlindingOperations::positiveId);
        operations.add("blinding-ids-pysogs/match", BlindingOperations::matchUpstream);
        operations.add("blinding-sign/sign", BlindingOperations::signBoth);
        operations.add("blinding-sign/verify", BlindingOperations::verifyVariant);
        operations.add("blinding-version07/sign", BlindingOperations::signVersion);
        operations.add("blind15_factor", call -> factor(server(call).factor15()));
        operations.add("blind25_factor", call -> factor(server(call).factor25(user(call))));
        operations.add("blind15_id", BlindingOperations::id15);
        operations.add("blind25_id", BlindingOperations::id25);
        operations.add("blind15_key_pair", call -> keyPair(blind15(call)));
        operations.add("blind25_key_pair", call -> keyPair(blind25(call)));
        operations.add("blind15_sign", call -> signature(call, blind15(call)));
        operations.add("blind25_sign", call -> signature(call, blind25(call)));
        operations.add("blind_version_key_pair", BlindingOperations::versionKeyPair);
        operations.add("blind_version_sign", BlindingOperations::versionSign);
        operations.add("blind_version_sign_request", BlindingOperations::versionSignRequest);
        operations.add("session_id_matches_blinded_id", BlindingOperations::matches);
    }

    // --- our own families ---

    /** The key of the server in a case of our own families. */
    static X25519PublicKey serverKey(Inputs in) {
        return X25519PublicKey.of(in.bytes("server_pubkey"));
    }

    private static Account account(Call call) {
        return Account.ofSeed(call.in().bytes("seed"), call.crypto());
    }

    private static BlindedKeyPair blind15(Call call, Account account) {
        return BlindedKeyPair.blind15(account.ed25519KeyPair(), serverKey(call.in()), call.crypto());
    }

    private static BlindedKeyPair blind25(Call call, Account account) {
        return BlindedKeyPair.blind25(account.ed25519KeyPair(), serverKey(call.in()), call.crypto());
    }

    private static Answer ids(Call call) throws SessionException {
        Account account = account(call);
        ServerBlinding server = ServerBlinding.of(serverKey(call.in()), call.crypto());
        BlindedKeyPair own15 = blind15(call, account);
        BlindedKeyPair own25 = blind25(call, account);
        for (SessionId own : List.of(own15.id(), own25.id())) {
            DoesNotOpenException.require(server.matches(account.sessionId(), own), "an own id");
        }
        return Answer.empty()
                .put("ed25519_pubkey", account.ed25519PublicKey().toByteArray())
                .put("ed25519_sign_bit", account.ed25519PublicKey().toByteArray()[31] < 0 ? 1 : 0)
                .put("session_id", account.sessionId().toString())
                .put("k15", server.factor15())
                .put("own_blinded15_id", own15.id().toString())
                .put("own_blinded15_private_scalar", own15.secretScalar().exposeSecretBytes())
                .putTexts("possible_blinded15_ids", texts(server.possibleIds15(account.sessionId())))
                .put("k25_effective", own25.factor())
                .put("blinded25_id", server.id25(account.sessionId()).toString())
                .put("own_blinded25_private_scalar", own25.secretScalar().exposeSecretBytes());
    }

    private static Answer positiveId(Call call) throws SessionException {
        SessionId id = blind15(call, account(call)).id();
        return Answer.empty()
                .put("blinded15_id", id.toString())
                .put("blinded15_abs_id", ServerBlinding.indexForm(id).toString());
    }

    private static Answer matchUpstream(Call call) throws SessionException {
        ServerBlinding server = ServerBlinding.of(serverKey(call.in()), call.crypto());
        SessionId id = SessionId.parse(call.in().text("upstream_value"), IdKind.BLINDED_15);
        return Answer.empty().put("matches", server.matches(account(call).sessionId(), id));
    }

    private static Answer signBoth(Call call) {
        byte[] message = call.in().bytes("message");
        BlindedKeyPair keys15 = blind15(call, account(call));
        BlindedKeyPair keys25 = blind25(call, account(call));
        return Answer.empty()
                .put("blinded15_pubkey", keys15.publicKey().toByteArray())
                .put("sig15_libsession", keys15.sign(message))
                .put("blinded25_pubkey", keys25.publicKey().toByteArray())
                .put("sig25", keys25.sign(message));
    }

    /** A signature that others make with another nonce. */
    private static Answer verifyVariant(Call call) {
        byte[] key = blind15(call, account(call)).publicKey().toByteArray();
        byte[] signature = call.in().bytes("sig15_seed32_variant");
        return Answer.empty()
                .put("valid", call.crypto().ed25519Verify(signature, call.in().bytes("message"), key));
    }

    private static Answer signVersion(Call call) {
        Account account = account(call);
        Map<String, String> headers = FileServerAuth.headers(
                account,
                call.in().seconds("timestamp"),
                call.in().text("method"),
                call.in().text("path"),
                body(call.in()));
        return Answer.empty()
                .put("derived_seed", account.versionBlindedKeyPair().seed().exposeSecretBytes())
                .put("x_fs_pubkey", headers.get("X-FS-Pubkey"))
                .put("x_fs_signature", headers.get("X-FS-Signature"));
    }

    private static @Nullable Bytes body(Inputs in) {
        return in.optionalBytes("body").map(Bytes::of).orElse(null);
    }

    // --- the core library's operations ---

    private static ServerBlinding server(Call call) {
        return ServerBlinding.of(X25519PublicKey.of(call.in().bytes("server_pk")), call.crypto());
    }

    private static SessionId user(Call call) throws SessionException {
        return SessionId.parse(call.in().text("session_id"), IdKind.STANDARD);
    }

    private static Ed25519KeyPair secretKey(Call call) {
        return KeyOperations.keyPair(call.in().bytes("sk"), call.crypto());
    }

    private static BlindedKeyPair blind15(Call call) {
        return BlindedKeyPair.blind15(secretKey(call), server(call).serverKey(), call.crypto());
    }

    private static BlindedKeyPair blind25(Call call) {
        return BlindedKeyPair.blind25(secretKey(call), server(call).serverKey(), call.crypto());
    }

    private static Answer factor(Bytes factor) {
        return Answer.empty().put("k", factor);
    }

    /** An Ed25519 key tells the one id, a Session ID two. */
    private static Answer id15(Call call) throws SessionException {
        if (!call.in().has("ed25519_pk")) {
            return Answer.empty().putTexts("ids", texts(server(call).possibleIds15(user(call))));
        }
        Ed25519PublicKey key = Ed25519PublicKey.of(call.in().bytes("ed25519_pk"));
        return Answer.empty()
                .put("id", server(call).id15(key).toString())
                .put("session_id", ofKey(call, key).toString());
    }

    private static Answer id25(Call call) throws SessionException {
        if (!call.in().has("ed25519_pk")) {
            return Answer.empty().put("id", server(call).id25(user(call)).toString());
        }
        SessionId user = ofKey(call, Ed25519PublicKey.of(call.in().bytes("ed25519_pk")));
        return Answer.empty().put("id", server(call).id25(user).toString()).put("session_id", user.toString());
    }

    private static SessionId ofKey(Call call, Ed25519PublicKey key) throws SessionException {
        return SessionId.of(X25519PublicKey.of(call.crypto().ed25519PublicKeyToX25519(key.toByteArray())));
    }

    private static List<String> texts(List<SessionId> ids) {
        List<String> texts = new ArrayList<>();
        ids.forEach(id -> texts.add(id.toString()));
        return texts;
    }

    private static Answer keyPair(BlindedKeyPair keys) {
        return Answer.empty()
                .put("k", keys.factor())
                .put("pk", keys.publicKey().toByteArray())
                .put("sk", keys.secretScalar().exposeSecretBytes());
    }

    private static Answer signature(Call call, BlindedKeyPair keys) {
        return Answer.empty().put("sig", keys.sign(call.in().bytes("msg")));
    }

    private static Account accountOfSecretKey(Call call) {
        return Account.ofSeed(secretKey(call).seed().exposeSecretBytes(), call.crypto());
    }

    private static Answer versionKeyPair(Call call) {
        Ed25519KeyPair keys = accountOfSecretKey(call).versionBlindedKeyPair();
        return Answer.empty()
                .put("pk", keys.publicKey().toByteArray())
                .put("sk", keys.secretKey().exposeSecretBytes());
    }

    private static Answer versionSign(Call call) {
        return versionSignature(
                call, "GET", "/session_version?platform=" + call.in().text("platform"));
    }

    private static Answer versionSignRequest(Call call) {
        return versionSignature(call, call.in().text("method"), call.in().text("path"));
    }

    private static Answer versionSignature(Call call, String method, String path) {
        Map<String, String> headers = FileServerAuth.headers(
                accountOfSecretKey(call), call.in().seconds("timestamp"), method, path, body(call.in()));
        return Answer.empty().put("sig", Base64.getDecoder().decode(headers.get("X-FS-Signature")));
    }

    private static Answer matches(Call call) throws SessionException {
        SessionId blinded = SessionId.parse(call.in().text("blinded_id"));
        return Answer.empty().put("matches", server(call).matches(user(call), blinded));
    }
}
