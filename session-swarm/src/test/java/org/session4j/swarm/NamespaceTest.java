package org.session4j.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The arithmetic of namespaces over their whole range. */
class NamespaceTest {

    private static List<Integer> numbers(Predicate<Namespace> test) {
        List<Integer> numbers = new ArrayList<>();
        for (int number = -120; number <= 120; number++) {
            if (test.test(Namespace.of(number))) {
                numbers.add(number);
            }
        }
        return numbers;
    }

    @Test
    void publicInboxesAreTheMultiplesOfTen() {
        assertThat(numbers(Namespace::isPublicInbox))
                .hasSize(25)
                .contains(0, 10, -10, 40, -120, 120)
                .allMatch(number -> number % 10 == 0);
    }

    @Test
    void publicOutboxesAreMinusOneMinusTwentyOneAndSoOn() {
        assertThat(numbers(Namespace::isPublicOutbox)).containsExactly(-101, -81, -61, -41, -21, -1);
    }

    @Test
    void unrevocableOnesAreMinusElevenMinusOneHundredAndElevenAndSoOn() {
        assertThat(numbers(Namespace::isUnrevocable)).containsExactly(-111, -11);
    }

    @Test
    void onlyPublicOutboxesAndLegacyGroupsAreReadWithoutASignature() {
        assertThat(numbers(namespace -> !namespace.needsSignatureToRetrieve()))
                .containsExactly(-101, -81, -61, -41, -21, -10, -1);
    }

    @Test
    void numbersWithoutANameAreKept() {
        assertThat(Namespace.of(9999).number()).isEqualTo(9999);
        assertThat(Namespace.of(Short.MIN_VALUE).number()).isEqualTo(-32768);
        assertThat(Namespace.of(5)).isEqualTo(Namespace.USER_GROUPS);
        assertThatThrownBy(() -> Namespace.of(32768)).isInstanceOf(IllegalArgumentException.class);
    }
}
