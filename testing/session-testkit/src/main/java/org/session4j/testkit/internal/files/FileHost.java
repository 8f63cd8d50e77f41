package org.session4j.testkit.internal.files;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.session4j.protocol.crypto.Crypto;
import org.session4j.testkit.AppRelease;
import org.session4j.testkit.Fault;
import org.session4j.testkit.Fault.Kind;
import org.session4j.testkit.FileServerRecord;
import org.session4j.testkit.FileServerSettings;
import org.session4j.testkit.StoredFile;
import org.session4j.testkit.TokenInfo;
import org.session4j.testkit.internal.http.HttpHandler;
import org.session4j.testkit.internal.http.Listeners;
import org.session4j.testkit.internal.http.Listeners.Listener;
import org.session4j.testkit.internal.http.Site;
import org.session4j.testkit.internal.node.FaultBoard;
import org.session4j.testkit.internal.node.FaultyHandler;
import org.session4j.testkit.internal.node.Settings;
import org.session4j.testkit.internal.node.Workload;
import org.session4j.testkit.internal.server.OnionServer;
import org.session4j.testkit.internal.server.ServerIdentity;

/** The machine on which the file server runs: its keys, its two ports, its faults and its records. */
public final class FileHost {

    private static final String LOCALHOST = "127.0.0.1";
    private static final int BODY_LIMIT = 10 << 20;

    /** So that the keys of the nodes do not depend on there being a file server. */
    private static final long OWN_SEED = 0x66696c6573L;

    private static final Set<Kind> IN_THE_APP =
            EnumSet.of(Kind.LYING, Kind.WRONG_CLOCK, Kind.DISK_FULL, Kind.WRONG_SIZE, Kind.WRONG_BYTES);

    private final Listeners listeners;
    private final Settings network;
    private final ServerIdentity identity;
    private final FaultBoard<FileHost> faults;
    private final FileTable table = new FileTable();
    private final Announcements announcements;
    private final Site site;
    private final FileLog log;
    private final List<Listener> doors = new ArrayList<>();
    private int port;
    private int securePort;

    /**
     * Starts the server on two ports of 127.0.0.1.
     *
     * @param seed of its keys and numbers
     */
    public FileHost(
            Listeners listeners,
            Settings network,
            FileServerSettings settings,
            Crypto crypto,
            Workload workload,
            long seed) {
        Random random = new Random(seed ^ OWN_SEED);
        byte[] keySeed = new byte[Crypto.ED25519_SEED];
        random.nextBytes(keySeed);
        Set<Kind> kinds = EnumSet.copyOf(IN_THE_APP);
        kinds.addAll(FaultBoard.TRANSPORT);
        this.listeners = listeners;
        this.network = network;
        this.identity = ServerIdentity.derive(crypto, keySeed);
        this.faults = new FaultBoard<>(seed, kinds);
        this.announcements = new Announcements(new VersionAuth(crypto));
        this.log = new FileLog(new FileApp(
                settings,
                network.clock(),
                table,
                new Uploads(crypto, settings, table, random.nextLong()),
                announcements,
                kind -> faults.strike(this, kind)));
        OnionServer server = new OnionServer(crypto, identity, log);
        HttpHandler handler = new FaultyHandler(
                call -> workload.track(() -> server.handle(call)),
                () -> faults.strike(this, FaultBoard.TRANSPORT),
                listeners.nextLoop(),
                status -> HttpResponseStatus.valueOf(status).toString());
        this.site = new Site(handler, "", BODY_LIMIT, true);
        open();
    }

    private synchronized void open() {
        doors.add(listeners.bind(LOCALHOST, port, false, site));
        doors.add(listeners.bind(LOCALHOST, securePort, true, site));
        port = doors.get(0).port();
        securePort = doors.get(1).port();
    }

    public synchronized int port() {
        return port;
    }

    /** Of the same server over TLS. */
    public synchronized int securePort() {
        return securePort;
    }

    public ServerIdentity identity() {
        return identity;
    }

    public synchronized void fault(Fault fault, double share) {
        faults.add(this, fault, share);
        if (fault.kind() == Kind.DEAD && share >= 1) {
            doors.forEach(Listener::close);
            doors.clear();
        }
    }

    public synchronized void clearFaults() {
        faults.clear();
        if (doors.isEmpty()) {
            open();
        }
    }

    public List<Fault> faults() {
        return faults.of(this);
    }

    public long hits(Kind kind) {
        return faults.hits(kind);
    }

    public long requests() {
        return log.requests();
    }

    public List<FileServerRecord> records() {
        return log.records();
    }

    public void clearRecords() {
        log.clear();
    }

    public List<StoredFile> files() {
        return table.all(network.clock().instant());
    }

    public void remove(String id) {
        table.remove(id);
    }

    public void release(AppRelease.Platform platform, AppRelease.Channel channel, AppRelease release) {
        announcements.release(platform, channel, release, network.clock().instant());
    }

    public void tokenInfo(TokenInfo info) {
        announcements.tokenInfo(info);
    }
}
