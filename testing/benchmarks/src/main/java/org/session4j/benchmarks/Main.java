package org.session4j.benchmarks;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** Runs everything and prints the tables of docs/performance.md. */
public final class Main {

    private static final String ALLOCATION = "gc.alloc.rate.norm";

    private Main() {}

    public static void main(String[] args) throws Exception {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include("org\\.session4j\\.benchmarks\\.")
                        // One JVM for all, so that an operation and its floor have the same one.
                        .forks(0)
                        .warmupIterations(3)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(5)
                        .measurementTime(TimeValue.seconds(1))
                        .timeUnit(TimeUnit.MICROSECONDS)
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
        System.out.println();
        printRatios(results);
        System.out.println();
        NetworkBenchmark.run(System.out);
    }

    private static void printRatios(Collection<RunResult> results) {
        Map<String, Double> times = new TreeMap<>();
        Map<String, Double> allocations = new TreeMap<>();
        for (RunResult result : results) {
            String name = name(result);
            times.put(name, result.getPrimaryResult().getScore());
            Result<?> allocation = result.getSecondaryResults().get(ALLOCATION);
            allocations.put(name, allocation == null ? Double.NaN : allocation.getScore());
        }
        System.out.println("| operation | backend | µs | floor µs | ratio | bytes allocated |");
        System.out.println("| --- | --- | --- | --- | --- | --- |");
        for (String name : times.keySet()) {
            String[] parts = name.split(" ");
            Double floor = times.get(parts[0] + "Floor");
            if (floor != null) {
                double time = times.get(name);
                System.out.printf(
                        Locale.ROOT,
                        "| %s | %s | %.1f | %.1f | %.2f | %.0f |%n",
                        parts[0],
                        parts[1],
                        time,
                        floor,
                        time / floor,
                        allocations.get(name));
            }
        }
    }

    /** Such as {@code V1.encrypt libsodium}; a floor has no backend. */
    private static String name(RunResult result) {
        String[] path = result.getParams().getBenchmark().split("\\.");
        String operation = path[path.length - 2].replace("Benchmark", "") + "." + path[path.length - 1];
        String backend = result.getParams().getParam("backend");
        return backend == null ? operation : operation + " " + backend;
    }
}
