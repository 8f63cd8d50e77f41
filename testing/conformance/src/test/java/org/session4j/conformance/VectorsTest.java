package org.session4j.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.session4j.protocol.crypto.Crypto;

/**
 * Runs the vector files and prints the report. {@code -Dvectors.dir=DIR} and {@code -Dvectors.include=PATTERNS} choose
 * other files than those that are committed here.
 */
class VectorsTest {

    @ParameterizedTest
    @ValueSource(strings = {"bouncycastle", "libsodium"})
    void every_vector_holds_with(String backend) throws IOException {
        VectorReport report = VectorSuite.of(
                        Path.of(System.getProperty("vectors.dir", CommittedVectors.DIRECTORY.toString())),
                        System.getProperty("vectors.include", ""))
                .run(Crypto.named(backend));

        // Begins on a line of its own, whatever the build has written before.
        System.out.println();
        report.print(System.out);

        assertThat(report.crypto()).isEqualTo(backend);
        assertThat(report.files())
                .flatExtracting(VectorReport.FileResult::failures)
                .isEmpty();
        assertThat(report.run()).as("cases run").isPositive();
    }
}
