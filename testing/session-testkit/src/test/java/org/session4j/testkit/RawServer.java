package org.session4j.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import javax.net.ServerSocketFactory;

/** An HTTP server by hand that gives every request the same answer and keeps the first one. */
final class RawServer implements AutoCloseable {

    private final ServerSocket listener;
    private final CompletableFuture<Seen> seen = new CompletableFuture<>();

    record Seen(String head, byte[] body) {
        String header(String name) {
            for (String line : head.split("\r\n")) {
                if (line.toLowerCase(Locale.ROOT).startsWith(name + ":")) {
                    return line.substring(name.length() + 1).trim();
                }
            }
            return "";
        }
    }

    private RawServer(ServerSocket listener) {
        this.listener = listener;
    }

    static RawServer start(ServerSocketFactory sockets, int status, String answer) throws IOException {
        RawServer server = new RawServer(sockets.createServerSocket(0, 5, InetAddress.getLoopbackAddress()));
        String head = "HTTP/1.1 " + status + " Status\r\nLocation: /elsewhere\r\nContent-Length: " + answer.length()
                + "\r\n\r\n";
        Thread thread = new Thread(() -> server.run(head + answer), "raw-server");
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    private void run(String answer) {
        while (!listener.isClosed()) {
            try (Socket socket = listener.accept()) {
                seen.complete(read(socket.getInputStream()));
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException gone) {
                // Closed, or a client that did not like the certificate: the next one may.
                continue;
            }
        }
    }

    private static Seen read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the request ended in its head");
            }
            head.write(next);
        }
        Seen request = new Seen(head.toString(StandardCharsets.US_ASCII), new byte[0]);
        return new Seen(request.head(), in.readNBytes(Integer.parseInt(request.header("content-length"))));
    }

    Seen seen() {
        return seen.join();
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
