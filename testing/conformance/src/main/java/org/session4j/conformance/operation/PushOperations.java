package org.session4j.conformance.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.TreeSet;
import org.session4j.conformance.Json;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.wire.BtValue;
import org.session4j.swarm.Credentials;
import org.session4j.swarm.Namespace;
import org.session4j.swarm.push.PushCancellation;
import org.session4j.swarm.push.PushDevice;
import org.session4j.swarm.push.PushKey;
import org.session4j.swarm.push.PushNotification;
import org.session4j.swarm.push.PushService;
import org.session4j.swarm.push.PushSubscription;

/** Push notifications: {@code push-*}, {@code libsession-push}, {@code upstream-push}. */
final class PushOperations {

    private static final PushDevice DEVICE = new PushDevice(PushService.FIREBASE, "token");

    private PushOperations() {}

    static void addTo(Operations operations) {
        operations.add("push-subscribe/sign", PushOperations::sign);
        operations.add("push-decrypt/decrypt", PushOperations::decrypt);
        operations.add("push-decrypt/read", PushOperations::read);
        operations.add("decrypt_push_notification", PushOperations::decrypt);
    }

    private static Answer sign(Call call) {
        Inputs in = call.in();
        Account account = Account.ofSeed(in.bytes("seed"), call.crypto());
        Credentials credentials = Credentials.of(account);
        Instant now = in.seconds("sig_ts");
        TreeSet<Namespace> namespaces = new TreeSet<>(StorageOperations.namespaces(in));
        PushSubscription subscription =
                new PushSubscription(credentials, namespaces, in.flag("data"), DEVICE, PushKey.of(new byte[32]));
        PushCancellation cancellation = new PushCancellation(credentials, DEVICE);
        ObjectNode subscribe = Json.parseObject(subscription.sign(now));
        ObjectNode unsubscribe = Json.parseObject(cancellation.sign(now));
        return Answer.empty()
                .put("session_id", subscribe.path("pubkey").asText())
                .put("session_ed25519", subscribe.path("session_ed25519").asText())
                .put("subscribe_message", text(subscription.signedText(now)))
                .put("subscribe_signature", subscribe.path("signature").asText())
                .put("unsubscribe_message", text(cancellation.signedText(now)))
                .put("unsubscribe_signature", unsubscribe.path("signature").asText());
    }

    private static String text(byte[] ascii) {
        return new String(ascii, StandardCharsets.US_ASCII);
    }

    private static Bytes plaintext(Call call) throws SessionException {
        PushKey key = PushKey.of(call.in().bytes("enc_key"));
        return key.decrypt(Bytes.of(call.in().bytes("payload")), call.crypto());
    }

    private static Answer decrypt(Call call) throws SessionException {
        return Answer.empty().put("plaintext", plaintext(call));
    }

    /** The metadata as they stand in the notification, once it is sure that they were read so. */
    private static Answer read(Call call) throws SessionException {
        PushKey key = PushKey.of(call.in().bytes("enc_key"));
        PushNotification notification = PushNotification.open(Bytes.of(call.in().bytes("payload")), key, call.crypto());
        Bytes first = BtValue.decode(plaintext(call)).asList().values().get(0).asString();
        Inputs metadata = new Inputs(Json.parseObject(new String(first.toByteArray(), StandardCharsets.UTF_8)));
        DoesNotOpenException.require(
                notification.account().toString().equalsIgnoreCase(metadata.text("@"))
                        && notification.hash().equals(metadata.text("#"))
                        && notification.namespace().number() == metadata.integer("n")
                        && notification.timestamp().toEpochMilli() == metadata.integer("t"),
                "the metadata");
        return Answer.empty().put("metadata", metadata.copy()).put("data", notification.data());
    }
}
