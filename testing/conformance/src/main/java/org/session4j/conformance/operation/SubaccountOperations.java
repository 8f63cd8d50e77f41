package org.session4j.conformance.operation;

import java.nio.charset.StandardCharsets;
import org.session4j.groups.GroupException;
import org.session4j.groups.v2.AdminKey;
import org.session4j.groups.v2.GroupId;
import org.session4j.groups.v2.SubaccountAccess;
import org.session4j.groups.v2.SubaccountAuth;
import org.session4j.groups.v2.SubaccountSignature;
import org.session4j.groups.v2.SubaccountToken;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Ed25519KeyPair;

/** The access of members to the swarm of a group: {@code groups-v2-subaccount},
 * {@code upstream-group-keys}, {@code libsession-groups}. */
final class SubaccountOperations {

    private final HeldConfigs held;

    private SubaccountOperations(HeldConfigs held) {
        this.held = held;
    }

    static void addTo(Operations operations, HeldConfigs held) {
        SubaccountOperations subaccounts = new SubaccountOperations(held);
        operations.add("groups-v2-subaccount/authenticate", SubaccountOperations::authenticate);
        operations.add("swarm_make_subaccount", subaccounts::make);
        operations.add("swarm_subaccount_token", subaccounts::token);
        operations.add("swarm_verify_subaccount", subaccounts::verify);
        operations.add("swarm_subaccount_sign", subaccounts::sign);
    }

    private static Answer authenticate(Call call) throws SessionException {
        Inputs in = call.in();
        AdminKey admin = GroupV2Header.admin(call);
        Ed25519KeyPair member = Ed25519KeyPair.ofSeed(in.bytes("user_seed"), call.crypto());
        SessionId id = SessionId.of(member.toX25519().publicKey());
        SubaccountAccess access = new SubaccountAccess(in.flag("write"), in.flag("delete"));
        SubaccountAuth auth = SubaccountAuth.issue(admin, id, access);
        auth.verify(admin.groupId(), id, access, call.crypto());
        byte[] message = in.text("message").getBytes(StandardCharsets.UTF_8);
        SubaccountSignature signature = auth.sign(message, member, call.crypto());
        requireValid(call, admin, message, signature);
        return signature(Answer.empty(), signature, false)
                .put("session_id", id.toString())
                .put("ed25519_sign_bit", member.publicKey().toByteArray()[31] < 0 ? 1 : 0)
                .put("blind_factor", auth.encode().slice(4, 36))
                .put("signing_value", auth.encode())
                .put("token", SubaccountToken.of(admin, id, access).encode());
    }

    /** As a swarm checks a request. */
    private static void requireValid(Call call, AdminKey admin, byte[] message, SubaccountSignature signature) {
        byte[] token = signature.token().encode().toByteArray();
        byte[] blindedKey = signature.token().encode().slice(4, token.length).toByteArray();
        byte[] group = admin.groupId().publicKey().toByteArray();
        DoesNotOpenException.require(
                call.crypto().ed25519Verify(signature.tokenSignature().toByteArray(), token, group)
                        && call.crypto().ed25519Verify(signature.signature().toByteArray(), message, blindedKey),
                "the signature of a request");
    }

    private Answer make(Call call) throws SessionException {
        SubaccountAccess access = access(call.in(), true);
        return Answer.empty()
                .put(
                        "signing_value",
                        SubaccountAuth.issue(admin(call), member(call), access).encode())
                .put(
                        "token",
                        SubaccountToken.of(admin(call), member(call), access).encode());
    }

    private Answer token(Call call) throws SessionException {
        return Answer.empty()
                .put(
                        "token",
                        SubaccountToken.of(admin(call), member(call), access(call.in(), true))
                                .encode());
    }

    private Answer verify(Call call) {
        return Answer.empty().put("valid", isValid(call));
    }

    private boolean isValid(Call call) {
        try {
            SubaccountAuth.decode(Bytes.of(call.in().bytes("signing_value")))
                    .verify(
                            group(call),
                            SessionId.of(user(call).toX25519().publicKey()),
                            access(call.in(), false),
                            call.crypto());
            return true;
        } catch (MalformedDataException | GroupException e) {
            return false;
        }
    }

    private Answer sign(Call call) throws SessionException {
        SubaccountAuth auth = SubaccountAuth.decode(Bytes.of(call.in().bytes("signing_value")));
        SubaccountSignature signature = auth.sign(call.in().bytes("msg"), user(call), call.crypto());
        return signature(Answer.empty(), signature, call.in().optionalFlag("binary"));
    }

    private static Answer signature(Answer answer, SubaccountSignature signature, boolean binary) {
        return answer.put("subaccount", shown(signature.token().encode(), binary))
                .put("subaccount_sig", shown(signature.tokenSignature(), binary))
                .put("signature", shown(signature.signature(), binary));
    }

    private static String shown(Bytes bytes, boolean binary) {
        return binary ? bytes.toHex() : bytes.toBase64();
    }

    private static SubaccountAccess access(Inputs in, boolean writeByDefault) {
        boolean write = in.has("write") ? in.flag("write") : writeByDefault;
        return new SubaccountAccess(write, in.optionalFlag("del"));
    }

    private static SessionId member(Call call) throws MalformedDataException {
        return SessionId.parse(call.in().text("session_id"), IdKind.STANDARD);
    }

    private GroupClient client(Call call) {
        return held.get(call.in(), "h", GroupClient.class);
    }

    private AdminKey admin(Call call) throws GroupException {
        return call.in().has("h")
                ? client(call).requireAdmin()
                : AdminKey.ofSeed(
                        KeyOperations.keyPair(call.in().bytes("group_sk"), call.crypto())
                                .seed()
                                .exposeSecretBytes(),
                        call.crypto());
    }

    private GroupId group(Call call) throws MalformedDataException {
        return call.in().has("h")
                ? client(call).group()
                : GroupId.parse(call.in().text("group_id"));
    }

    private Ed25519KeyPair user(Call call) {
        return call.in().has("h")
                ? client(call).user()
                : KeyOperations.keyPair(call.in().bytes("user_sk"), call.crypto());
    }
}
