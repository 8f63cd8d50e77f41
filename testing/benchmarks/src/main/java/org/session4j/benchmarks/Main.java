package org.session4j.benchmarks;

import java.util.Collection;
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
 * Runs everything and prints the tables of docs/performance.md.
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

    public static void main(String[] args) throws Exception {
        round(WARM_UP, new RatioTable());
        RatioTable table = new RatioTable();
        for (int i = 1; i <= ROUNDS; i++) {
            System.err.println("round " + i + " of " + ROUNDS);
            round(AGAIN_WARM, table);
        }
        table.print(System.out);
        System.out.println();
        // Bytes in a microsecond are megabytes in a second.
        new ThroughputTable(FileBenchmark.class, "file of 1 MB", "MB", FileBenchmark.CONTENT)
                .print(average(FileBenchmark.class), System.out);
        System.out.println();
        new ThroughputTable(StoreBenchmark.class, "store", "messages", TimeUnit.SECONDS.toMicros(1))
                .print(average(StoreBenchmark.class), System.out);
        System.out.println();
        SenderKeyBenchmark.run(System.out);
        System.out.println();
        NetworkBenchmark.run(System.out);
    }

    private static void round(TimeValue warmUp, RatioTable table) throws RunnerException {
        Options options = new OptionsBuilder()
                .include("org\\.session4j\\.benchmarks\\.(Onion|V1)Benchmark\\.")
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
