package org.session4j.scenarios;

import java.time.Duration;
import org.session4j.onion.Timing;
import org.session4j.testkit.TestNetwork;
import org.session4j.testkit.TestNetworkBuilder;

/**
 * A network in which nothing is broken, so that there is no hurry to find out: a busy machine gets all the time that the
 * real network would give. Only mailboxes are looked into more often.
 */
final class PatientNetwork {

    private PatientNetwork() {}

    static TestNetworkBuilder builder() {
        return TestNetwork.builder()
                .timeScale(1)
                .timing(Timing.standard().toBuilder()
                        .set(Timing.Span.POLL, Duration.ofMillis(200))
                        .build());
    }
}
