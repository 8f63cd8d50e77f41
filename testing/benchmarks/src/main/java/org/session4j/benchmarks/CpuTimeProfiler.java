package org.session4j.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Processor time that the benchmark's own thread takes for an operation, native code included. Unlike the clock on the
 * wall it does not run on while another program has the processor.
 */
public final class CpuTimeProfiler implements InternalProfiler {

    static final String MICROSECONDS = "cpu";

    private static final double NANOS_PER_MICROSECOND = 1000;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private long before;

    @Override
    public String getDescription() {
        return "processor time of the benchmark's thread";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        before = processorNanos(benchmark);
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        double nanos = processorNanos(benchmark) - before;
        double perOperation = nanos / result.getMetadata().getAllOps() / NANOS_PER_MICROSECOND;
        return List.of(new ScalarResult(MICROSECONDS, perOperation, "us/op", AggregationPolicy.AVG));
    }

    /** JMH names its threads after the benchmark that they run. */
    private long processorNanos(BenchmarkParams benchmark) {
        long nanos = 0;
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().startsWith(benchmark.getBenchmark())) {
                nanos += Math.max(0, threads.getThreadCpuTime(thread.getThreadId()));
            }
        }
        return nanos;
    }
}
