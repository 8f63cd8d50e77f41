package org.session4j.examples;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/** One run of an example that is talked to: a line is typed when the right words have appeared. */
final class Dialogue implements AutoCloseable {

    private final InputStream in = System.in;
    private final PrintStream out = System.out;
    private final PipedOutputStream keyboard = new PipedOutputStream();
    private final Screen screen = new Screen();
    private final CompletableFuture<Integer> run;

    private Dialogue(String... args) throws IOException {
        System.setIn(new PipedInputStream(keyboard));
        System.setOut(new PrintStream(screen, true, StandardCharsets.UTF_8));
        run = CompletableFuture.supplyAsync(() -> Main.run(args));
        CompletableFuture<?> unused = run.whenComplete((exitCode, failure) -> screen.end());
    }

    static Dialogue with(String... args) throws IOException {
        return new Dialogue(args);
    }

    void type(String line) throws IOException {
        keyboard.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        keyboard.flush();
    }

    /** Waits until something is on the screen, and returns all that is there. */
    String await(String words) throws InterruptedException {
        return screen.await(words);
    }

    /** Waits until the example ends. */
    int exitCode() {
        return run.join();
    }

    @Override
    public void close() throws IOException {
        keyboard.close();
        run.join();
        System.setIn(in);
        System.setOut(out);
    }

    private static final class Screen extends OutputStream {

        private final StringBuilder text = new StringBuilder();
        private boolean ended;

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            text.append(new String(bytes, offset, length, StandardCharsets.UTF_8));
            notifyAll();
        }

        synchronized void end() {
            ended = true;
            notifyAll();
        }

        synchronized String await(String words) throws InterruptedException {
            while (text.indexOf(words) < 0) {
                if (ended) {
                    throw new AssertionError("expected \"" + words + "\" in:\n" + text);
                }
                wait();
            }
            return text.toString();
        }
    }
}
