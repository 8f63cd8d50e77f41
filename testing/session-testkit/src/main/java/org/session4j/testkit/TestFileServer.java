package org.session4j.testkit;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.session4j.onion.FileServerAddress;
import org.session4j.protocol.crypto.Ed25519PublicKey;
import org.session4j.protocol.crypto.X25519PublicKey;
import org.session4j.testkit.internal.files.FileHost;
import org.session4j.testkit.internal.front.RunningNetwork;

/**
 * The file server of a {@link TestNetwork}, to look into and to break. Clients reach it as they reach the real one: by
 * onion requests of version 4 to its key, which the last node of a path posts to it. Files are in memory and expire by
 * the network's clock. Safe for use by many threads.
 */
public final class TestFileServer {

    private final RunningNetwork network;
    private final FileHost host;

    TestFileServer(RunningNetwork network) {
        this.network = network;
        this.host = network.files();
    }

    /** Such as {@code http://127.0.0.1:34567/}. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + host.port() + "/");
    }

    /** The same server over TLS, with the certificate that the seed server has too; nodes trust it. */
    public URI secureUri() {
        return URI.create("https://127.0.0.1:" + host.securePort() + "/");
    }

    public Ed25519PublicKey ed25519() {
        return host.identity().ed25519();
    }

    /** The key that opens requests. */
    public X25519PublicKey x25519() {
        return host.identity().x25519();
    }

    public FileServerAddress address() {
        return FileServerAddress.of(uri(), ed25519());
    }

    /** The address over TLS. */
    public FileServerAddress secureAddress() {
        return FileServerAddress.of(secureUri(), ed25519());
    }

    /** Switches a fault on for everything that happens at the file server. */
    public void fault(Fault fault) {
        host.fault(fault, 1);
    }

    /**
     * Switches a fault on for a share of what happens at the file server.
     *
     * @param share 0 to 1
     */
    public void fault(Fault fault, double share) {
        host.fault(fault, share);
    }

    public List<Fault> faults() {
        return host.faults();
    }

    /** Switches the faults of the file server off. */
    public void clearFaults() {
        network.clearFileFaults();
    }

    /** How often faults of a kind struck here since the start. */
    public long hits(Fault.Kind kind) {
        return host.hits(kind);
    }

    /** How many requests were opened since the start. */
    public long requests() {
        return host.requests();
    }

    /** What was opened and answered, oldest first; the last 10,000 are kept. */
    public List<FileServerRecord> records() {
        return host.records();
    }

    /** Forgets the records. */
    public void clearRecords() {
        host.clearRecords();
    }

    /** What the server keeps, in the order in which it came. */
    public List<StoredFile> files() {
        return host.files();
    }

    public Optional<StoredFile> file(String id) {
        return files().stream().filter(file -> file.id().equals(id)).findFirst();
    }

    /** Loses a file, as if it had expired. */
    public void remove(String id) {
        host.remove(id);
    }

    /** Tells clients of a release; until then there is none, which is answered with 502. */
    public void release(AppRelease.Platform platform, AppRelease.Channel channel, AppRelease release) {
        host.release(platform, channel, release);
    }

    /** Tells clients of the token; until then there is nothing to tell, which is answered with 502. */
    public void tokenInfo(TokenInfo info) {
        host.tokenInfo(info);
    }

    /** The URL. */
    @Override
    public String toString() {
        return uri().toString();
    }
}
