package org.session4j.conformance.operation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.session4j.conformance.Json;
import org.session4j.onion.wire.OnionAnswer;
import org.session4j.onion.wire.V4Frame;
import org.session4j.onion.wire.V4Request;
import org.session4j.onion.wire.V4Response;
import org.session4j.protocol.Account;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.CommunityUrl;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.SessionException;
import org.session4j.protocol.community.CommunityAuth;
import org.session4j.protocol.community.CommunityIdentity;
import org.session4j.protocol.community.CommunityRequest;
import org.session4j.protocol.crypto.X25519PublicKey;
import org.session4j.protocol.wire.MessagePadding;

/** What servers of communities are sent: {@code sogs-*}. */
final class CommunityOperations {

    private static final String PUBKEY = "X-SOGS-Pubkey";
    private static final String SIGNATURE = "X-SOGS-Signature";

    /** Of older apps: a multiple of it less one byte. */
    private static final int OLD_BLOCK = 160;

    private CommunityOperations() {}

    static void addTo(Operations operations) {
        operations.add("sogs-auth/sign", CommunityOperations::sign);
        operations.add("sogs-auth/verify", CommunityOperations::verify);
        operations.add("sogs-message-padding/pad", CommunityOperations::pad);
        operations.add("sogs-onion-v4-body/request", CommunityOperations::request);
        operations.add("sogs-onion-v4-body/response", CommunityOperations::response);
        operations.add("sogs-url/parse", CommunityOperations::parseUrl);
    }

    // --- requests ---

    /** The path of a case is decoded already. */
    private static CommunityRequest signedRequest(Inputs in) {
        String endpoint = in.text("path_signed");
        int question = endpoint.indexOf('?');
        int end = question < 0 ? endpoint.length() : question;
        String encoded = endpoint.substring(0, end).replace("%", "%25") + endpoint.substring(end);
        Bytes body = in.optionalBytes("body").map(Bytes::of).orElse(null);
        return new CommunityRequest(in.text("method"), encoded, body);
    }

    private static Answer sign(Call call) throws SessionException {
        Inputs in = call.in();
        Account account = Account.ofSeed(in.bytes("seed"), call.crypto());
        X25519PublicKey serverKey = BlindingOperations.serverKey(in);
        CommunityAuth plain = authenticate(call, CommunityIdentity.unblinded(account));
        CommunityAuth blinded = authenticate(call, CommunityIdentity.blinded(account, serverKey));
        byte[] text =
                CommunityAuth.signedText(signedRequest(in), serverKey, plain.nonce(), plain.time(), call.crypto());
        return Answer.empty()
                .put("to_sign", text)
                .put("x_sogs_nonce", plain.headers().get("X-SOGS-Nonce"))
                .put("unblinded", shown(plain, SIGNATURE))
                .put("blinded15", shown(blinded, SIGNATURE + "_libsession"));
    }

    private static CommunityAuth authenticate(Call call, CommunityIdentity identity) throws SessionException {
        Inputs in = call.in();
        X25519PublicKey serverKey = BlindingOperations.serverKey(in);
        Instant time = in.seconds("timestamp");
        RecordedRandom random = RecordedRandom.of(in.bytes("nonce"));
        CommunityRequest request = signedRequest(in);
        CommunityAuth auth = CommunityAuth.sign(request, identity, serverKey, time, random, call.crypto());
        random.requireExhausted();
        CommunityAuth read = CommunityAuth.decode(auth.headers())
                .orElseThrow(() -> new MalformedDataException("the headers are not found"));
        DoesNotOpenException.require(
                read.equals(auth) && read.isFor(request, serverKey, call.crypto()), "the signature of a request");
        return auth;
    }

    private static ObjectNode shown(CommunityAuth auth, String signatureName) {
        return JsonNodeFactory.instance
                .objectNode()
                .put(PUBKEY, auth.headers().get(PUBKEY))
                .put(signatureName, auth.headers().get(SIGNATURE));
    }

    /** A signature that others make with another nonce of Ed25519. */
    private static Answer verify(Call call) {
        Inputs in = call.in();
        X25519PublicKey serverKey = BlindingOperations.serverKey(in);
        Account account = Account.ofSeed(in.bytes("seed"), call.crypto());
        CommunityAuth auth = new CommunityAuth(
                CommunityIdentity.blinded(account, serverKey).requestId(),
                Bytes.of(in.bytes("nonce")),
                in.seconds("timestamp"),
                Bytes.of(in.base64("seed32_variant")));
        return Answer.empty().put("valid", auth.isFor(signedRequest(in), serverKey, call.crypto()));
    }

    // --- messages ---

    private static Answer pad(Call call) {
        byte[] content = call.in().bytes("content");
        byte[] padded = MessagePadding.pad(content);
        int oldLength = (content.length + 1 + OLD_BLOCK) / OLD_BLOCK * OLD_BLOCK - 1;
        byte[] old = Arrays.copyOf(content, oldLength);
        old[content.length] = (byte) 0x80;
        for (byte[] either : new byte[][] {padded, old}) {
            DoesNotOpenException.require(Arrays.equals(MessagePadding.unpad(either), content), "the padded content");
        }
        return Answer.empty()
                .put("content_length", content.length)
                .put("padded_length", padded.length)
                .put("padded_sha256", sha256(padded))
                .put("old_padded_length", oldLength);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every platform has SHA-256", e);
        }
    }

    // --- around them ---

    private static byte[] encoded(Inputs in) {
        return in.text("encoded").getBytes(StandardCharsets.UTF_8);
    }

    /** The order of the keys is free: what is encoded again says the same, but need not look so. */
    private static Answer request(Call call) throws SessionException {
        byte[] encoded = encoded(call.in());
        V4Request request = V4Request.decode(encoded);
        Inputs metadata = new Inputs(Json.parseObject(V4Frame.decode(encoded).metadata()));
        DoesNotOpenException.require(V4Request.decode(request.encode()).equals(request), "the request");
        return Answer.empty()
                .put("method", request.method())
                .put("endpoint", request.endpoint())
                .put("headers", metadata.node("headers"))
                .put("body", text(request.body()));
    }

    private static Answer response(Call call) throws SessionException {
        OnionAnswer answer = V4Response.decode(encoded(call.in()));
        DoesNotOpenException.require(
                V4Response.decode(V4Response.encode(answer)).equals(answer), "the response");
        ObjectNode response = JsonNodeFactory.instance.objectNode().put("code", answer.status());
        ObjectNode headers = response.putObject("headers");
        answer.headers().forEach(headers::put);
        return Answer.empty().put("response", response).put("body", text(answer.body()));
    }

    private static @Nullable String text(@Nullable Bytes body) {
        return body == null ? null : new String(body.toByteArray(), StandardCharsets.UTF_8);
    }

    private static Answer parseUrl(Call call) throws SessionException {
        CommunityUrl url = CommunityUrl.parse(call.in().text("url"));
        DoesNotOpenException.require(CommunityUrl.parse(url.format()).equals(url), "the URL");
        return Answer.empty()
                .put("base", url.baseUrl())
                .put("room", url.roomKey())
                .put("room_as_given", url.room())
                .put("pubkey", url.serverKey().toString());
    }
}
