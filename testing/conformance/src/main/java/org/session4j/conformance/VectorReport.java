package org.session4j.conformance;

import java.io.PrintStream;
import java.util.List;

/**
 * What came out of a run.
 *
 * @param crypto name of the backend in use
 * @param files one result a file, and one for every include pattern that matches nothing
 */
public record VectorReport(String crypto, List<FileResult> files) {

    /**
     * What came out of one file.
     *
     * @param name of the file
     * @param run number of cases
     * @param failures of cases, and of the file as a whole
     */
    public record FileResult(String name, int run, List<Failure> failures) {

        public FileResult {
            failures = List.copyOf(failures);
        }

        /** Cases that passed. */
        public int passed() {
            return Math.max(0, run - failures.size());
        }
    }

    /**
     * One thing that is not as it should be.
     *
     * @param vector id of the case, or what else failed
     * @param reason why
     */
    public record Failure(String vector, String reason) {}

    public VectorReport {
        files = List.copyOf(files);
    }

    /** Cases run in all files. */
    public int run() {
        return files.stream().mapToInt(FileResult::run).sum();
    }

    public int passed() {
        return files.stream().mapToInt(FileResult::passed).sum();
    }

    public int failed() {
        return files.stream().mapToInt(file -> file.failures().size()).sum();
    }

    /** Whether cases were run and all of them passed. */
    public boolean isGreen() {
        return run() > 0 && failed() == 0;
    }

    /** A line a file, each failure below its file, and the total as the last line. */
    public void print(PrintStream out) {
        for (FileResult file : files) {
            out.println("vectors: " + file.name() + ": "
                    + counts(file.run(), file.passed(), file.failures().size()));
            for (Failure failure : file.failures()) {
                out.println("  failed: " + file.name() + ": " + failure.vector() + ": " + failure.reason());
            }
        }
        if (run() == 0) {
            out.println("  failed: no case was run");
        }
        out.println("vectors: total: " + counts(run(), passed(), failed()) + ", crypto " + crypto);
        out.flush();
    }

    private static String counts(int run, int passed, int failed) {
        return run + " run, " + passed + " passed, " + failed + " failed";
    }
}
