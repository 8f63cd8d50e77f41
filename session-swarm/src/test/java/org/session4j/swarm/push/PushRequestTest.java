package org.session4j.swarm.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.Hex;
import org.session4j.protocol.IdKind;
import org.session4j.protocol.SessionId;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.swarm.Credentials;
import org.session4j.swarm.Namespace;
import org.session4j.swarm.SubaccountToken;

class PushRequestTest {

    private static final Crypto CRYPTO = Crypto.named("bouncycastle");
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000, 999);
    private static final PushDevice DEVICE = new PushDevice(PushService.APNS_SANDBOX, "a\"token");
    private static final PushKey KEY = PushKey.of(new byte[32]);
    private static final SessionId GROUP = SessionId.of(IdKind.GROUP, new byte[32]);

    private static Account account() {
        byte[] seed = new byte[32];
        seed[0] = 1;
        return Account.ofSeed(seed, CRYPTO);
    }

    private static JsonNode parse(String json) throws Exception {
        return JsonMapper.builder().build().readTree(json);
    }

    private static PushSubscription subscription(Credentials credentials) {
        return new PushSubscription(credentials, PushSubscription.OF_GROUPS, true, DEVICE, KEY);
    }

    @Test
    void a_user_subscribes_with_all_that_the_server_wants_to_know() throws Exception {
        Account account = account();
        PushSubscription subscription =
                new PushSubscription(Credentials.of(account), PushSubscription.OF_USERS, false, DEVICE, KEY);
        JsonNode body = parse(subscription.sign(NOW));
        String signature = body.path("signature").asText();

        assertThat(subscription.signedText(NOW))
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo("MONITOR" + account.sessionId() + "170000000000");
        assertThat(CRYPTO.ed25519Verify(
                        Base64.getDecoder().decode(signature),
                        subscription.signedText(NOW),
                        account.ed25519PublicKey().toByteArray()))
                .isTrue();
        assertThat(body)
                .isEqualTo(parse("{\"pubkey\":\"" + account.sessionId() + "\",\"session_ed25519\":\""
                        + account.ed25519PublicKey() + "\",\"namespaces\":[0],\"data\":false,\"sig_ts\":1700000000,"
                        + "\"signature\":\"" + signature + "\",\"service\":\"apns-sandbox\","
                        + "\"service_info\":{\"token\":\"a\\\"token\"},\"enc_key\":\"" + "00".repeat(32) + "\"}"));
    }

    @Test
    void namespaces_go_in_ascending_order_whatever_order_they_came_in() throws Exception {
        TreeSet<Namespace> descending =
                new TreeSet<>((first, second) -> Integer.compare(second.number(), first.number()));
        descending.addAll(List.of(Namespace.of(5), Namespace.DEFAULT, Namespace.LEGACY_CLOSED_GROUP));
        PushSubscription subscription = new PushSubscription(Credentials.of(account()), descending, true, DEVICE, KEY);
        assertThat(subscription.signedText(NOW))
                .asString(StandardCharsets.US_ASCII)
                .endsWith("17000000001-10,0,5");
        assertThat(parse(subscription.sign(NOW)).path("namespaces")).hasToString("[-10,0,5]");
        assertThat(parse(subscription(Credentials.of(account())).sign(NOW)).path("namespaces"))
                .hasToString("[-11,11,12,13,14]");
    }

    @Test
    void an_admin_and_a_member_of_a_group_name_no_key_of_an_account() throws Exception {
        byte[] signature = new byte[64];
        Bytes tokenSignature = Bytes.of(new byte[64]);
        SubaccountToken token = SubaccountToken.decode(new byte[36]);
        JsonNode admin = parse(subscription(new Credentials.GroupAdmin(GROUP, text -> signature))
                .sign(NOW));
        JsonNode member =
                parse(subscription(new Credentials.Subaccount(GROUP, token, tokenSignature, text -> signature))
                        .sign(NOW));

        assertThat(admin.has("session_ed25519")).isFalse();
        assertThat(admin.has("subaccount")).isFalse();
        assertThat(member.has("session_ed25519")).isFalse();
        assertThat(member.path("pubkey").asText()).isEqualTo(GROUP.toString());
        assertThat(member.path("subaccount").asText()).isEqualTo(token.toString());
        assertThat(member.path("subaccount_sig").asText()).isEqualTo(tokenSignature.toBase64());
    }

    @Test
    void several_subscriptions_go_in_one_list() throws Exception {
        PushSubscription subscription = subscription(Credentials.of(account()));
        JsonNode body = parse(PushSubscription.signAll(List.of(subscription, subscription), NOW));
        assertThat(body).hasSize(2).containsOnly(parse(subscription.sign(NOW)));
    }

    @Test
    void a_cancellation_says_which_device_is_meant() throws Exception {
        Account account = account();
        PushCancellation cancellation = new PushCancellation(Credentials.of(account), DEVICE);
        JsonNode body = parse(cancellation.sign(NOW));
        assertThat(cancellation.signedText(NOW))
                .asString(StandardCharsets.US_ASCII)
                .isEqualTo("UNSUBSCRIBE" + account.sessionId() + "1700000000");
        assertThat(body.path("signature").asText())
                .isEqualTo(Bytes.of(account.sign(cancellation.signedText(NOW))).toBase64());
        assertThat(body)
                .isEqualTo(parse("{\"pubkey\":\"" + account.sessionId() + "\",\"session_ed25519\":\""
                        + account.ed25519PublicKey() + "\",\"sig_ts\":1700000000,\"signature\":\""
                        + body.path("signature").asText() + "\",\"service\":\"apns-sandbox\","
                        + "\"service_info\":{\"token\":\"a\\\"token\"}}"));
    }

    @Test
    void nothing_to_be_told_of_and_no_token_are_mistakes() {
        assertThatThrownBy(() -> {
                    PushSubscription unused =
                            new PushSubscription(Credentials.of(account()), new TreeSet<>(), true, DEVICE, KEY);
                })
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> {
                    PushDevice unused = new PushDevice(PushService.FIREBASE, "");
                })
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void texts_for_people_hold_no_secrets() throws Exception {
        assertThat(DEVICE).hasToString("PushDevice[APNS_SANDBOX]");
        assertThat(PushKey.of(Hex.parse("ab".repeat(32)))).hasToString("PushKey");
        assertThat(subscription(Credentials.of(account()))).hasToString("PushSubscription");
        assertThat(new PushCancellation(Credentials.of(account()), DEVICE)).hasToString("PushCancellation");
    }
}
