package org.session4j.conformance;

import java.nio.file.Path;

/** The vector files of this repository; facts, which no test changes. */
public final class CommittedVectors {

    /** Surefire says where the module is; an IDE starts tests in the module's own folder. */
    public static final Path DIRECTORY =
            Path.of(System.getProperty("basedir", ""), "vectors").toAbsolutePath();

    private CommittedVectors() {}
}
