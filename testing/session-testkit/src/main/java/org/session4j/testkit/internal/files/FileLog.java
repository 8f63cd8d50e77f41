package org.session4j.testkit.internal.files;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.session4j.protocol.MalformedDataException;
import org.session4j.testkit.FileServerRecord;
import org.session4j.testkit.internal.server.ServerApp;
import org.session4j.testkit.internal.server.ServerReply;
import org.session4j.testkit.internal.server.ServerRequest;

/** The file server with a record of each request; so many are kept. Safe for use by many threads. */
final class FileLog implements ServerApp {

    private static final int MAX_RECORDS = 10_000;
    private static final int TRIPPED = 400;

    private final ServerApp app;
    private final Deque<FileServerRecord> records = new ArrayDeque<>();
    private long requests;

    FileLog(ServerApp app) {
        this.app = app;
    }

    @Override
    public ServerReply handle(ServerRequest request) throws MalformedDataException {
        int status = TRIPPED;
        try {
            ServerReply reply = app.handle(request);
            status = reply.status();
            return reply;
        } finally {
            add(new FileServerRecord(
                    request.method(),
                    request.endpoint(),
                    request.headers(),
                    request.body().length(),
                    status));
        }
    }

    private synchronized void add(FileServerRecord entry) {
        requests++;
        records.addLast(entry);
        if (records.size() > MAX_RECORDS) {
            records.removeFirst();
        }
    }

    synchronized long requests() {
        return requests;
    }

    synchronized List<FileServerRecord> records() {
        return List.copyOf(records);
    }

    synchronized void clear() {
        records.clear();
    }
}
