package org.session4j.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A name that the embedded network knows. */
@Timeout(120)
class NameTest {

    private static final String ID = "05" + "ab".repeat(32);

    @Test
    void itsIdIsPrinted() {
        Run run = Run.of(
                "name",
                "ALICE",
                "--network",
                "embedded",
                "--register",
                "bob=" + "05" + "cd".repeat(32),
                "--register",
                "Alice=" + ID);

        assertThat(run.errors()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.output()).isEqualToIgnoringNewLines(ID);
    }
}
