package org.session4j.benchmarks;

import java.io.PrintStream;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs everything and prints the tables of docs/performance.md, or only those that are named: messages, configs, files,
 * store, backlog, sender-keys, network.
 *
 * <p>Everything is measured in many short rounds, so that whatever else the machine does meets an operation and its floor
 * alike.
 */
public final class Main {

    private static final int ROUNDS = 60;
    private static final TimeValue WARM_UP = TimeValue.seconds(2);
    private static final TimeValue AGAIN_WARM = TimeValue.milliseconds(50);
    private static final TimeValue MEASUREMENT = TimeValue.milliseconds(50);

    private Main() {}

    private interface Table {

        void print(PrintStream out) throws Exception;
    }

    public static void main(String[] args) throws Exception {
        Map<String, Table> tables = new LinkedHashMap<>();
        tables.put("messages", out -> ratios("(Onion|V1|V2)", out));
        tables.put("configs", out -> ratios("Config", out));
        // Bytes in a microsecond are megabytes in a second.
        tables.put(
                "files",
                out -> new ThroughputTable(FileBenchmark.class, "file of 1 MB", "MB", FileBenchmark.CONTENT)
                        .print(average(FileBenchmark.class), out));
        tables.put(
                "store",
                out -> new ThroughputTable(StoreBenchmark.class, "store", "messages", TimeUnit.SECONDS.toMicros(1))
                        .print(average(StoreBenchmark.class), out));
        tables.put("backlog", BacklogBenchmark::run);
        tables.put("sender-keys", SenderKeyBenchmark::run);
        tables.put("network", NetworkBenchmark::run);
        List<String> names = args.length == 0 ? List.copyOf(tables.keySet()) : List.of(args);
        if (!tables.keySet().containsAll(names)) {
            throw new IllegalArgumentException("expected names of " + tables.keySet() + ", got " + names);
        }
        for (String name : names) {
            Objects.requireNonNull(tables.get(name)).print(System.out);
            System.out.println();
        }
    }

    private static void ratios(String benchmarks, PrintStream out) throws RunnerException {
        round(benchmarks, WARM_UP, new RatioTable());
        RatioTable table = new RatioTable();
        for (int i = 1; i <= ROUNDS; i++) {
            System.err.println("round " + i + " of " + ROUNDS);
            round(benchmarks, AGAIN_WARM, table);
        }
        table.print(out);
    }

    private static void round(String benchmarks, TimeValue warmUp, RatioTable table) throws RunnerException {
        Options options = new OptionsBuilder()
                .include("org\\.session4j\\.benchmarks\\." + benchmarks + "Benchmark\\.")
                // One JVM for all, so that an operation and its floor have the same one.
                .forks(0)
                .warmupIterations(1)
                .warmupTime(warmUp)
                .measurementIterations(1)
                .measurementTime(MEASUREMENT)
                .timeUnit(TimeUnit.MICROSECONDS)
                .addProfiler(CpuTimeProfiler.class)
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .build();
        for (RunResult result : new Runner(options).run()) {
            table.add(result);
        }
    }

    private static Collection<RunResult> average(Class<?> benchmark) throws RunnerException {
        Options options = new OptionsBuilder()
                .include(Pattern.quote(benchmark.getName() + "."))
                .forks(0)
                .warmupIterations(2)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(5)
                .measurementTime(TimeValue.milliseconds(500))
                .timeUnit(TimeUnit.MICROSECONDS)
                .verbosity(VerboseMode.SILENT)
                .build();
        return new Runner(options).run();
    }
}
