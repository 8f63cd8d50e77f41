package org.session4j.benchmarks;

import java.io.PrintStream;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;

/**
 * How much a benchmark gets done in a second, beside what the raw means would.
 *
 * @param benchmark whose average times are in microseconds
 * @param what stands in the first column
 * @param unit of what is counted, such as {@code MB}
 * @param perSecond of these in a second if an operation took a microsecond
 */
record ThroughputTable(Class<?> benchmark, String what, String unit, double perSecond) {

    private static final String FLOOR = "Floor";

    void print(Collection<RunResult> results, PrintStream out) {
        Map<String, Double> speeds = new TreeMap<>();
        for (RunResult result : results) {
            String name = result.getParams().getBenchmark();
            if (name.startsWith(benchmark.getName() + ".")) {
                String operation = name.substring(name.lastIndexOf('.') + 1);
                String backend = result.getParams().getParam("backend");
                double speed = perSecond / result.getPrimaryResult().getScore();
                speeds.put(backend == null ? operation : operation + " " + backend, speed);
            }
        }
        out.printf("| %s | backend | %s/s | raw %s/s | share |%n", what, unit, unit);
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
