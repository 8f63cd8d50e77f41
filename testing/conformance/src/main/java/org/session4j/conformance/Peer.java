package org.session4j.conformance;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.session4j.protocol.crypto.Crypto;

/**
 * The peer program: answers the operations of the vector files, one JSON object a line from standard input to standard
 * output, so that another implementation can be run against this one (docs/conformance.md).
 *
 * <p>{@code session4j-peer.jar [--crypto NAME]}: the backend to use, the preferred one if not given.
 */
public final class Peer {

    private Peer() {}

    public static void main(String[] args) throws IOException {
        List<String> arguments = List.of(args);
        if (!arguments.isEmpty() && (arguments.size() != 2 || !arguments.get(0).equals("--crypto"))) {
            System.err.println("usage: session4j-peer [--crypto NAME]");
            System.exit(2);
        }
        Crypto crypto;
        try {
            crypto = arguments.isEmpty() ? Crypto.get() : Crypto.named(arguments.get(1));
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        // Nothing but answers may get to standard output.
        System.setOut(System.err);
        try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
            new PeerLoop(crypto).run(System.in, out);
        }
    }
}
