package org.session4j.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.HashMap;
import java.util.Map;

/**
 * What the JVM has used up to a moment: processor time, with compiler and garbage collection, and what each thread that
 * lives has allocated.
 */
final class ResourceUse {

    /** How the testkit names the threads of its nodes. */
    private static final String NODE_THREAD = "testkit-";

    private final long processorNanos;
    private final Map<Long, Long> nodeBytes = new HashMap<>();
    private final Map<Long, Long> clientBytes = new HashMap<>();

    private ResourceUse() {
        processorNanos =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
        ThreadMXBean threads = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null) {
                boolean isNode = thread.getThreadName().startsWith(NODE_THREAD);
                long id = thread.getThreadId();
                (isNode ? nodeBytes : clientBytes).put(id, Math.max(0, threads.getThreadAllocatedBytes(id)));
            }
        }
    }

    static ResourceUse now() {
        return new ResourceUse();
    }

    long processorNanosSince(ResourceUse before) {
        return processorNanos - before.processorNanos;
    }

    /** Without threads that have ended meanwhile. */
    long clientBytesSince(ResourceUse before) {
        return since(clientBytes, before.clientBytes);
    }

    long nodeBytesSince(ResourceUse before) {
        return since(nodeBytes, before.nodeBytes);
    }

    private static long since(Map<Long, Long> now, Map<Long, Long> before) {
        return now.entrySet().stream()
                .mapToLong(thread -> thread.getValue() - before.getOrDefault(thread.getKey(), 0L))
                .sum();
    }
}
