package org.session4j.benchmarks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;

/**
 * Each operation beside its floor. What else runs on a machine makes some rounds slower and none faster, so that the
 * first quartile of all rounds is what counts.
 */
final class RatioTable {

    private static final String ALLOCATION = "gc.alloc.rate.norm";
    private static final String FLOOR = "Floor";

    private final SortedMap<String, List<Double>> times = new TreeMap<>();
    private final SortedMap<String, List<Double>> allocations = new TreeMap<>();

    /** One per benchmark and round. */
    void add(RunResult result) {
        String name = name(result);
        add(times, name, secondary(result, CpuTimeProfiler.MICROSECONDS));
        add(allocations, name, secondary(result, ALLOCATION));
    }

    private static double secondary(RunResult result, String name) {
        return result.getSecondaryResults().get(name).getScore();
    }

    private static void add(SortedMap<String, List<Double>> to, String name, double value) {
        to.computeIfAbsent(name, first -> new ArrayList<>()).add(value);
    }

    /** Such as {@code V1.encrypt libsodium}; a floor has no backend. */
    private static String name(RunResult result) {
        String[] path = result.getParams().getBenchmark().split("\\.");
        String operation = path[path.length - 2].replace("Benchmark", "") + "." + path[path.length - 1];
        String backend = result.getParams().getParam("backend");
        return backend == null ? operation : operation + " " + backend;
    }

    void print(PrintStream out) {
        out.println("| operation | backend | µs | floor µs | ratio | bytes allocated |");
        out.println("| --- | --- | --- | --- | --- | --- |");
        times.forEach((name, rounds) -> {
            String[] parts = name.split(" ");
            List<Double> floors = times.get(parts[0] + FLOOR);
            if (floors != null) {
                out.printf(
                        Locale.ROOT,
                        "| %s | %s | %.1f | %.1f | %.2f | %.0f |%n",
                        parts[0],
                        parts[1],
                        quartile(rounds),
                        quartile(floors),
                        quartile(rounds) / quartile(floors),
                        quartile(allocations.get(name)));
            }
        });
    }

    private static double quartile(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 4).findFirst().orElseThrow();
    }
}
