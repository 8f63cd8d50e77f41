package org.session4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.session4j.testkit.Rpc.params;
import static org.session4j.testkit.Rpc.with;
import static org.session4j.testkit.Scene.NOW;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Storage server, sections 4, 7.9 and 7.10: who may act for a group, and how that ends. */
class SubaccountTableTest {

    private static final TestAccount GROUP = TestAccount.group(2);
    private static final TestAccount MEMBER = TestAccount.group(4);
    private static final int READ = 1;
    private static final int WRITE = 2;
    private static final int DELETE = 4;
    private static final int ANY_PREFIX = 8;

    private Scene scene;

    @BeforeEach
    void start() {
        scene = new Scene(ServerVersion.S28);
    }

    @AfterEach
    void stop() {
        scene.close();
    }

    private static byte[] token(int prefix, int flags) {
        ByteArrayOutputStream token = new ByteArrayOutputStream();
        token.writeBytes(new byte[] {(byte) prefix, (byte) flags, 0, 0});
        token.writeBytes(MEMBER.ed25519Bytes());
        return token.toByteArray();
    }

    /** The request signed by the member with a token that the group signed. */
    private static Map<String, Object> asMember(Map<String, Object> request, byte[] token, String text) {
        return with(
                request,
                "subaccount",
                Base64.getEncoder().encodeToString(token),
                "subaccount_sig",
                GROUP.sign(token),
                "signature",
                MEMBER.sign(text));
    }

    private static Map<String, Object> store(byte[] token, int namespace) {
        return asMember(with(Scene.store(GROUP, "hi"), "namespace", namespace), token, "store" + namespace + NOW);
    }

    private static Map<String, Object> retrieve(byte[] token, int namespace) {
        Map<String, Object> request = params("pubkey", GROUP.id(), "namespace", namespace, "timestamp", NOW);
        return asMember(request, token, "retrieve" + namespace + NOW);
    }

    private int status(String method, Map<String, Object> request) {
        return scene.ask(GROUP, method, request).status();
    }

    private static Map<String, Object> revoke(String method, String field, byte[]... tokens) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.writeBytes((method + NOW).getBytes(StandardCharsets.UTF_8));
        for (byte[] token : tokens) {
            text.writeBytes(token);
        }
        List<String> hex =
                java.util.Arrays.stream(tokens).map(HexFormat.of()::formatHex).toList();
        return params("pubkey", GROUP.id(), "timestamp", NOW, field, hex, "signature", GROUP.sign(text.toByteArray()));
    }

    @Test
    void aTokenGivesTheRightsOfItsFlags() {
        assertThat(status("store", store(token(3, WRITE), 11))).isEqualTo(200);
        assertThat(status("store", store(token(3, READ), 11))).isEqualTo(401);
        assertThat(status("retrieve", retrieve(token(3, READ), 11))).isEqualTo(200);
        assertThat(status("retrieve", retrieve(token(3, WRITE | DELETE), 11))).isEqualTo(401);
    }

    @Test
    void anOutboxNeedsTheRightToDeleteToo() {
        assertThat(status("store", store(token(3, WRITE), -1))).isEqualTo(401);
        assertThat(status("store", store(token(3, WRITE | DELETE), -1))).isEqualTo(200);
    }

    @Test
    void groupMailboxesAreAllAlikeToTheServer() {
        for (int namespace : List.of(11, 12, 13, 14, -11)) {
            assertThat(status("store", Scene.storeSigned(GROUP, namespace, "by the group")))
                    .isEqualTo(200);
            assertThat(status("store", with(Scene.store(GROUP, "by nobody"), "namespace", namespace)))
                    .isEqualTo(401);
            assertThat(status("retrieve", params("pubkey", GROUP.id(), "namespace", namespace)))
                    .isEqualTo(400);
            assertThat(status("store", store(token(3, READ | WRITE), namespace)))
                    .isEqualTo(200);
            JsonNode page = scene.ask(GROUP, "retrieve", retrieve(token(3, READ | WRITE), namespace))
                    .json();
            assertThat(page.path("messages").findValuesAsText("hash"))
                    .containsExactly(Scene.hash(GROUP, namespace, "by the group"), Scene.hash(GROUP, namespace, "hi"));
        }
    }

    @Test
    void whatRemovesNeedsTheRightToDelete() {
        scene.ask(GROUP, "store", Scene.storeSigned(GROUP, 11, "hi"));
        String hash = Scene.hash(GROUP, 11, "hi");
        Map<String, Object> mailbox = params("pubkey", GROUP.id(), "namespace", 11);
        Map<String, Map.Entry<Map<String, Object>, String>> requests = Map.of(
                "delete", Map.entry(params("pubkey", GROUP.id(), "messages", List.of(hash)), "delete" + hash),
                "delete_all", Map.entry(with(mailbox, "timestamp", NOW), "delete_all11" + NOW),
                "delete_before", Map.entry(with(mailbox, "before", NOW - 1), "delete_before11" + (NOW - 1)),
                "expire_all", Map.entry(with(mailbox, "expiry", NOW), "expire_all11" + NOW));
        requests.forEach((method, request) -> {
            assertThat(status(method, asMember(request.getKey(), token(3, READ | WRITE), request.getValue())))
                    .as(method)
                    .isEqualTo(401);
            assertThat(status(method, asMember(request.getKey(), token(3, DELETE), request.getValue())))
                    .as(method)
                    .isEqualTo(200);
        });
    }

    @Test
    void expiriesAreReadWithTheRightToRead() {
        scene.ask(GROUP, "store", Scene.storeSigned(GROUP, 11, "hi"));
        String hash = Scene.hash(GROUP, 11, "hi");
        Map<String, Object> request = params("pubkey", GROUP.id(), "messages", List.of(hash), "timestamp", NOW);
        String text = "get_expiries" + NOW + hash;
        assertThat(status("get_expiries", asMember(request, token(3, WRITE | DELETE), text)))
                .isEqualTo(401);
        assertThat(status("get_expiries", asMember(request, token(3, READ), text)))
                .isEqualTo(200);
    }

    @Test
    void aTokenOfAnotherGroupOrAnotherMemberOpensNothing() {
        TestAccount otherGroup = TestAccount.group(5);
        TestAccount otherMember = TestAccount.group(6);
        byte[] token = token(3, READ | WRITE);
        Map<String, Object> good = retrieve(token, 11);
        assertThat(status("retrieve", with(good, "subaccount_sig", otherGroup.sign(token))))
                .as("another group's")
                .isEqualTo(401);
        assertThat(status("retrieve", with(good, "signature", otherMember.sign("retrieve11" + NOW))))
                .as("another member's")
                .isEqualTo(401);
        byte[] more = token(3, READ | WRITE | DELETE);
        assertThat(status(
                        "retrieve", with(good, "subaccount", Base64.getEncoder().encodeToString(more))))
                .as("with a right that was not given")
                .isEqualTo(401);
        assertThat(status("retrieve", good)).isEqualTo(200);
    }

    @Test
    void aTokenIsForItsPrefixUnlessItIsForAny() {
        assertThat(status("retrieve", retrieve(token(5, READ), 11))).isEqualTo(401);
        assertThat(status("retrieve", retrieve(token(5, READ | ANY_PREFIX), 11)))
                .isEqualTo(200);
    }

    @Test
    void aTokenMayBeHexAndMustBeSignedByTheGroup() {
        byte[] token = token(3, READ);
        Map<String, Object> hex =
                with(retrieve(token, 11), "subaccount", HexFormat.of().formatHex(token));
        assertThat(status("retrieve", hex)).isEqualTo(200);
        assertThat(status("retrieve", with(hex, "subaccount_sig", MEMBER.sign(token))))
                .isEqualTo(401);
        assertThat(status("retrieve", with(hex, "signature", GROUP.sign("retrieve11" + NOW))))
                .isEqualTo(401);
    }

    @Test
    void withoutTheRightToDeleteExpiriesAreOnlyExtended() {
        scene.ask(GROUP, "store", Scene.storeSigned(GROUP, 11, "hi"));
        String hash = Scene.hash(GROUP, 11, "hi");
        Map<String, Object> request = params("pubkey", GROUP.id(), "messages", List.of(hash), "expiry", NOW);
        Rpc.Answer shorten = scene.ask(
                GROUP,
                "expire",
                asMember(with(request, "shorten", true), token(3, WRITE), "expireshorten" + NOW + hash));
        assertThat(shorten.status()).isEqualTo(400);
        assertThat(shorten.text())
                .isEqualTo(
                        "expire: shorten parameter cannot be used with this subaccount token (missing delete access)");
        JsonNode plain = scene.ask(GROUP, "expire", asMember(request, token(3, WRITE), "expire" + NOW + hash))
                .json();
        JsonNode entry = plain.path("swarm").path(scene.home(GROUP).ed25519().toString());
        assertThat(entry.path("updated")).isEmpty();
        assertThat(entry.has("unchanged")).isFalse();
    }

    @Test
    void aRevokedTokenIsRefusedUntilItIsTakenBack() {
        byte[] token = token(3, READ | WRITE);
        scene.ask(GROUP, "store", Scene.storeSigned(GROUP, 11, "hi"));
        JsonNode revoked = scene.ask(GROUP, "revoke_subaccount", revoke("revoke_subaccount", "revoke", token))
                .json();
        revoked.path("swarm")
                .fields()
                .forEachRemaining(
                        entry -> assertThat(Rpc.names(entry.getValue())).containsExactly("signature"));
        for (TestNode node : scene.swarmOf(GROUP)) {
            Rpc.Answer answer = Rpc.ask(node, "retrieve", retrieve(token, 11));
            assertThat(answer.text()).isEqualTo("retrieve signature verification failed");
            assertThat(answer.status()).isEqualTo(401);
            assertThat(Rpc.ask(node, "retrieve", retrieve(token, -11)).status())
                    .as("may be read all the same")
                    .isEqualTo(200);
        }
        for (int namespace : List.of(11, -11)) {
            Rpc.Answer refused = scene.ask(GROUP, "store", store(token, namespace));
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.text()).isEqualTo("store signature verification failed");
        }
        String hash = Scene.hash(GROUP, 11, "hi");
        Map<String, Object> message = params("pubkey", GROUP.id(), "messages", List.of(hash));
        assertThat(status("expire", asMember(with(message, "expiry", NOW), token, "expire" + NOW + hash)))
                .isEqualTo(401);
        assertThat(status(
                        "get_expiries", asMember(with(message, "timestamp", NOW), token, "get_expiries" + NOW + hash)))
                .isEqualTo(401);
        assertThat(status("retrieve", retrieve(token(3, READ), 11)))
                .as("with another token of the same member")
                .isEqualTo(200);
        JsonNode taken = scene.ask(GROUP, "unrevoke_subaccount", revoke("unrevoke_subaccount", "unrevoke", token))
                .json();
        taken.path("swarm")
                .fields()
                .forEachRemaining(entry ->
                        assertThat(entry.getValue().path("count").asInt()).isEqualTo(1));
        assertThat(status("retrieve", retrieve(token, 11))).isEqualTo(200);
    }

    @Test
    void nothingIsRevokedForAnAccountThatNeverStored() {
        byte[] token = token(3, READ);
        assertThat(status("revoke_subaccount", revoke("revoke_subaccount", "revoke", token)))
                .isEqualTo(200);
        assertThat(status("retrieve", retrieve(token, 11))).isEqualTo(200);
    }

    @Test
    void theOldestOfFiftyOneRevocationsIsForgotten() {
        scene.ask(GROUP, "store", Scene.storeSigned(GROUP, 11, "hi"));
        byte[][] tokens = new byte[50][];
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = token(3, READ);
            tokens[i][35] = (byte) i;
        }
        byte[] first = token(3, READ);
        scene.ask(GROUP, "revoke_subaccount", revoke("revoke_subaccount", "revoke", first));
        assertThat(status("retrieve", retrieve(first, 11))).isEqualTo(401);
        scene.ask(GROUP, "revoke_subaccount", revoke("revoke_subaccount", "revoke", tokens));
        assertThat(status("retrieve", retrieve(first, 11))).isEqualTo(200);
    }

    @Test
    void onlyTheGroupItselfRevokes() {
        byte[] token = token(3, READ | WRITE | DELETE);
        Map<String, Object> request = revoke("revoke_subaccount", "revoke", token);
        Rpc.Answer byMember = scene.ask(
                GROUP,
                "revoke_subaccount",
                with(
                        request,
                        "subaccount",
                        HexFormat.of().formatHex(token),
                        "subaccount_sig",
                        GROUP.sign(token),
                        "signature",
                        MEMBER.sign("revoke_subaccount" + NOW)));
        assertThat(byMember.status()).isEqualTo(401);
        assertThat(byMember.text()).isEqualTo("revoke_subaccount signature verification failed");
        Rpc.Answer late = scene.ask(GROUP, "revoke_subaccount", with(request, "timestamp", NOW - 60_001));
        assertThat(late.status()).isEqualTo(406);
        assertThat(late.text()).isEqualTo("revoke_subaccount timestamp too far from current time");
        Rpc.Answer unrevoke = scene.ask(GROUP, "unrevoke_subaccount", revoke("revoke_subaccount", "unrevoke", token));
        assertThat(unrevoke.text()).isEqualTo("unrevoke_subaccount signature verification failed");
        Rpc.Answer lateUnrevoke = scene.ask(
                GROUP,
                "unrevoke_subaccount",
                with(revoke("unrevoke_subaccount", "unrevoke", token), "timestamp", NOW + 60_001));
        assertThat(lateUnrevoke.text()).isEqualTo("unrevoke_subaccount timestamp too far from current time");
    }

    @Test
    void theNewerServerListsWhatIsRevoked() {
        scene.close();
        scene = new Scene(ServerVersion.S212);
        byte[] token = token(3, READ);
        scene.ask(GROUP, "store", Scene.storeSigned(GROUP, 11, "hi"));
        scene.ask(GROUP, "revoke_subaccount", revoke("revoke_subaccount", "revoke", token));
        Map<String, Object> request =
                params("pubkey", GROUP.id(), "timestamp", NOW, "signature", GROUP.sign("revoked_subaccounts" + NOW));
        assertThat(scene.ask(GROUP, "revoked_subaccounts", request).text())
                .isEqualTo("{\"hf\":[19,6],\"revoked_subaccounts\":[\""
                        + Base64.getEncoder().encodeToString(token) + "\"],\"t\":" + NOW + "}");
        assertThat(scene.ask(GROUP, "revoked_subaccounts", with(request, "timestamp", NOW - 60_001))
                        .text())
                .isEqualTo("revoked_subaccounts timestamp too far from current time");
        assertThat(scene.ask(GROUP, "revoked_subaccounts", with(request, "timestamp", NOW - 1))
                        .text())
                .isEqualTo("revoked_subaccounts signature verification failed");
    }
}
