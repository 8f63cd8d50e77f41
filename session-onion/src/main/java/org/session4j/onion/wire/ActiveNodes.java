package org.session4j.onion.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.session4j.onion.ServiceNode;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.protocol.crypto.X25519PublicKey;

/**
 * The answer to {@code active_nodes_bin}: a record of 51 bytes for each node, big-endian; as the body of an onion answer
 * in base64 (network: refresh from nodes).
 *
 * <pre>
 * offset  size  content
 * 0       32    Ed25519 public key
 * 32      8     swarm id
 * 40      4     IPv4
 * 44      2     HTTPS port
 * 46      2     OMQ and QUIC port
 * 48      3     storage server version, one byte each, 255 for anything larger
 * </pre>
 */
public final class ActiveNodes {

    /** The request text for a service node. */
    public static final Bytes REQUEST = Bytes.utf8("{\"method\":\"active_nodes_bin\",\"params\":{}}");

    private static final int RECORD = 51;
    private static final int SWARM_ID = 32;
    private static final int IP = 40;
    private static final int HTTPS_PORT = 44;
    private static final int QUIC_PORT = 46;
    private static final int VERSION = 48;
    private static final int VERSION_PARTS = 3;

    private ActiveNodes() {}

    /** The records of the nodes; a node without version is given as 0.0.0. */
    public static byte[] encode(List<ServiceNode> nodes) {
        ByteBuffer out = ByteBuffer.allocate(nodes.size() * RECORD);
        for (ServiceNode node : nodes) {
            out.put(node.ed25519().toByteArray());
            out.putLong(node.swarmId());
            out.putInt(requireIp(node.ip()));
            out.putShort((short) node.httpsPort());
            out.putShort((short) node.quicPort());
            out.put(encodeVersion(node.version()));
        }
        return out.array();
    }

    /** As the body of an onion answer. */
    public static String encodeBase64(List<ServiceNode> nodes) {
        return Base64.getEncoder().encodeToString(encode(nodes));
    }

    /** Reads the records. A node with a bad key, the address 0.0.0.0 or 255.255.255.255 or a port 0 is skipped. */
    public static NodeListAnswer decode(byte[] records, ServiceNodeKeys keys) throws MalformedDataException {
        if (records.length % RECORD != 0) {
            throw new MalformedDataException("active nodes: expected a multiple of 51 bytes, got " + records.length);
        }
        int count = records.length / RECORD;
        List<ServiceNode> nodes = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            readRecord(records, i * RECORD, keys).ifPresent(nodes::add);
        }
        return new NodeListAnswer(nodes, count - nodes.size(), 0);
    }

    /** Reads the body of an onion answer. */
    public static NodeListAnswer decodeBase64(String text, ServiceNodeKeys keys) throws MalformedDataException {
        byte[] records;
        try {
            records = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedDataException("active nodes: not base64");
        }
        return decode(records, keys);
    }

    private static Optional<ServiceNode> readRecord(byte[] records, int offset, ServiceNodeKeys keys) {
        ByteBuffer in = ByteBuffer.wrap(records);
        int httpsPort = in.getShort(offset + HTTPS_PORT) & 0xffff;
        int quicPort = in.getShort(offset + QUIC_PORT) & 0xffff;
        if (httpsPort == 0 || quicPort == 0 || !Ipv4.isUsable(in.getInt(offset + IP))) {
            return Optional.empty();
        }
        Ed25519PublicKey identity = Ed25519PublicKey.of(Arrays.copyOfRange(records, offset, offset + SWARM_ID));
        Optional<X25519PublicKey> onionKey = keys.derive(identity);
        return onionKey.map(key -> new ServiceNode(
                identity,
                key,
                Ipv4.format(records, offset + IP),
                httpsPort,
                quicPort,
                in.getLong(offset + SWARM_ID),
                decodeVersion(records, offset + VERSION)));
    }

    private static String decodeVersion(byte[] records, int offset) {
        return (records[offset] & 0xff) + "." + (records[offset + 1] & 0xff) + "." + (records[offset + 2] & 0xff);
    }

    private static byte[] encodeVersion(@Nullable String version) {
        byte[] out = new byte[VERSION_PARTS];
        if (version != null) {
            String[] parts = version.split("\\.", -1);
            for (int i = 0; i < Math.min(VERSION_PARTS, parts.length); i++) {
                out[i] = (byte) Math.min(255, Integer.parseInt(parts[i]));
            }
        }
        return out;
    }

    private static int requireIp(String ip) {
        Integer address = Ipv4.parse(ip);
        if (address == null) {
            throw new IllegalArgumentException("the address of a node is not IPv4 in dotted form");
        }
        return address;
    }
}
