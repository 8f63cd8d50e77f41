package org.session4j.testkit.internal.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import java.nio.charset.StandardCharsets;
import org.session4j.protocol.MalformedDataException;
import org.session4j.testkit.internal.http.Body;
import org.session4j.testkit.internal.wire.Bencode;
import org.session4j.testkit.internal.wire.Json;

/** A node's answer to another: two parts, {@code dec(status)} and the body, sent as a bencoded list. */
public record PeerReply(int status, Body body) {

    byte[] encode() {
        ArrayNode parts = Json.array();
        parts.add(Integer.toString(status));
        parts.add(BinaryNode.valueOf(body.bytes()));
        return Bencode.encode(parts);
    }

    static PeerReply decode(byte[] bytes) throws MalformedDataException {
        JsonNode parts = Bencode.decode(bytes);
        if (!parts.isArray()
                || parts.size() != 2
                || !parts.get(0).isBinary()
                || !parts.get(1).isBinary()) {
            throw new MalformedDataException("reply: expected two strings");
        }
        String status = new String(Bencode.binary(parts.get(0)), StandardCharsets.US_ASCII);
        if (!status.matches("[1-9][0-9]{2}")) {
            throw new MalformedDataException("reply: status is not a number of three digits");
        }
        return new PeerReply(Integer.parseInt(status), Body.of(Bencode.binary(parts.get(1))));
    }
}
