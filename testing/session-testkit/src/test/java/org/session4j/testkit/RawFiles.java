package org.session4j.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bouncycastle.crypto.digests.Blake2bDigest;
import org.session4j.protocol.Bytes;
import org.session4j.testkit.RawOnion.Layer;

/** Requests to the file server by hand: version 4, three layers for the nodes and one for the server. */
final class RawFiles {

    private final TestNetwork network;
    private final String encType;
    private final URI server;

    /** What was in the onion of the answer. */
    record Answer(int code, Map<String, String> headers, Bytes body) {

        String text() {
            return new String(body.toByteArray(), StandardCharsets.UTF_8);
        }

        JsonNode json() {
            return Rpc.parse(text());
        }
    }

    RawFiles(TestNetwork network) {
        this(network, "xchacha20", network.files().uri());
    }

    RawFiles(TestNetwork network, String encType, URI server) {
        this.network = network;
        this.encType = encType;
        this.server = server;
    }

    Answer get(String endpoint) {
        return ask("GET", endpoint, Map.of(), null);
    }

    Answer upload(byte[] file, String... ttl) {
        return ask("POST", "/file", ttl.length == 0 ? Map.of() : Map.of("X-FS-TTL", ttl[0]), file);
    }

    Answer extend(String id, String... ttl) {
        return ask(
                "POST",
                "/file/" + id + "/extend",
                ttl.length == 0 ? Map.of() : Map.of("X-FS-TTL", ttl[0]),
                new byte[0]);
    }

    Answer ask(String method, String endpoint, Map<String, String> headers, byte[] body) {
        String metadata = Rpc.format(Map.of("method", method, "endpoint", endpoint, "headers", headers));
        return send(list(metadata, body));
    }

    static byte[] list(String metadata, byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write('l');
        string(out, metadata.getBytes(StandardCharsets.UTF_8));
        if (body != null) {
            string(out, body);
        }
        out.write('e');
        return out.toByteArray();
    }

    private static void string(ByteArrayOutputStream out, byte[] value) {
        out.writeBytes((value.length + ":").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(value);
    }

    /** Sends any plaintext, which the server answers inside of the onion. */
    Answer send(byte[] plaintext) {
        Layer inner = seal(plaintext);
        RawHttp.Reply reply = relay(inner);
        if (reply.status() != 200) {
            throw new IllegalStateException("the path answers " + reply.status() + " " + reply.text());
        }
        return open(inner, reply.body());
    }

    Layer seal(byte[] plaintext) {
        return RawOnion.encrypt(network.files().x25519().toByteArray(), encType, plaintext);
    }

    static Answer open(Layer inner, byte[] reply) {
        byte[] list = inner.openBytes(reply);
        int first = colon(list, 1);
        int metadataEnd = first + number(list, 1, first);
        int second = colon(list, metadataEnd);
        int bodyEnd = second + number(list, metadataEnd, second);
        if (list[0] != 'l' || list[bodyEnd] != 'e' || bodyEnd + 1 != list.length) {
            throw new IllegalStateException("not a list of two");
        }
        JsonNode metadata = Rpc.parse(new String(list, first, metadataEnd - first, StandardCharsets.UTF_8));
        Map<String, String> headers = new TreeMap<>();
        metadata.path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().textValue()));
        return new Answer(
                metadata.path("code").intValue(), headers, Bytes.of(Arrays.copyOfRange(list, second, bodyEnd)));
    }

    /** Where the string begins whose length begins here. */
    private static int colon(byte[] list, int from) {
        int at = from;
        while (list[at] != ':') {
            at++;
        }
        return at + 1;
    }

    private static int number(byte[] list, int from, int end) {
        return Integer.parseInt(new String(list, from, end - 1 - from, StandardCharsets.US_ASCII));
    }

    /** Sends the layer for the server over three nodes. */
    RawHttp.Reply relay(Layer inner) {
        return relay(inner, "/oxen/v4/lsrpc");
    }

    RawHttp.Reply relay(Layer inner, String target) {
        List<TestNode> hops = network.nodes().subList(0, 3);
        String routing = Rpc.format(Map.of(
                "ephemeral_key",
                inner.ephemeralHex(),
                "enc_type",
                encType,
                "host",
                server.getHost(),
                "port",
                server.getPort(),
                "protocol",
                server.getScheme(),
                "method",
                "POST",
                "target",
                target));
        Layer exit = RawOnion.encrypt(hops.get(2), encType, RawOnion.frame(inner.ciphertext(), routing));
        Layer outer = RawOnion.through(hops.subList(0, 2), hops.get(2), encType, exit);
        try (RawHttp http = RawHttp.secure(hops.get(0).ip(), hops.get(0).httpsPort())) {
            return http.post("/onion_req/v2", outer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The id that the server gives to a content. */
    static String id(byte[] content) {
        byte[] salt = Arrays.copyOf("SessionFileSvr".getBytes(StandardCharsets.US_ASCII), 16);
        Blake2bDigest digest = new Blake2bDigest(null, 33, salt, null);
        digest.update(content, 0, content.length);
        byte[] hash = new byte[33];
        digest.doFinal(hash, 0);
        return Base64.getUrlEncoder().encodeToString(hash);
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
