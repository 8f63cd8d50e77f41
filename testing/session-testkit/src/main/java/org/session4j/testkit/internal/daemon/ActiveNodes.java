package org.session4j.testkit.internal.daemon;

import java.nio.ByteBuffer;
import java.util.List;
import org.session4j.testkit.ServerVersion;
import org.session4j.testkit.internal.node.Node;

/**
 * The node list in its binary form, big-endian, one record a node (storage server: {@code active_nodes_bin}).
 *
 * <pre>
 * offset  size  content
 * 0       32    Ed25519 key
 * 32      8     swarm id
 * 40      4     IPv4
 * 44      2     HTTPS port
 * 46      2     OMQ and QUIC port
 * 48      3     version
 * </pre>
 */
public final class ActiveNodes {

    private static final int RECORD = 51;

    private ActiveNodes() {}

    public static byte[] encode(List<Node> nodes) {
        ByteBuffer out = ByteBuffer.allocate(RECORD * nodes.size());
        for (Node node : nodes) {
            out.put(node.identity().ed25519().toByteArray());
            out.putLong(node.swarm());
            for (String number : node.ip().split("\\.", -1)) {
                out.put((byte) Integer.parseInt(number));
            }
            out.putShort((short) node.httpsPort());
            out.putShort((short) node.omqPort());
            ServerVersion version = node.settings().version();
            out.put((byte) version.major()).put((byte) version.minor()).put((byte) version.patch());
        }
        return out.array();
    }
}
