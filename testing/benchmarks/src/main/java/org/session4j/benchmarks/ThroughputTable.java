package org.session4j.benchmarks;

import java.io.PrintStream;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;

/** The results of {@link FileBenchmark} as MB/s, beside those of the raw ciphers. */
final class ThroughputTable {

    private static final String FLOOR = "Floor";

    private ThroughputTable() {}

    static void print(Collection<RunResult> results, PrintStream out) {
        Map<String, Double> speeds = new TreeMap<>();
        for (RunResult result : results) {
            String benchmark = result.getParams().getBenchmark();
            if (benchmark.startsWith(FileBenchmark.class.getName() + ".")) {
                String operation = benchmark.substring(benchmark.lastIndexOf('.') + 1);
                String backend = result.getParams().getParam("backend");
                // Bytes in a microsecond are megabytes in a second.
                double speed = FileBenchmark.CONTENT / result.getPrimaryResult().getScore();
                speeds.put(backend == null ? operation : operation + " " + backend, speed);
            }
        }
        out.println("| file of 1 MB | backend | MB/s | raw MB/s | share |");
        out.println("| --- | --- | --- | --- | --- |");
        speeds.forEach((name, speed) -> {
            String[] parts = name.split(" ", -1);
            Double raw = speeds.get(parts[0] + FLOOR);
            if (raw != null) {
                out.printf(
                        Locale.ROOT,
                        "| %s | %s | %.0f | %.0f | %.0f %% |%n",
                        parts[0],
                        parts[1],
                        speed,
                        raw,
                        100 * speed / raw);
            }
        });
    }
}
