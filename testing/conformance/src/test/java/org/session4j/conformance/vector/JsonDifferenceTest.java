package org.session4j.conformance.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.session4j.conformance.Json;

class JsonDifferenceTest {

    @Test
    void order_of_keys_and_kind_of_number_do_not_matter() {
        assertThat(difference("{\"a\":1,\"b\":[18446744073709551615]}", "{\"b\":[18446744073709551615],\"a\":1}"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    1        | 2
                    1        | "1"
                    1        | 1.5
                    "a"      | "A"
                    null     | ""
                    true     | false
                    [1,2]    | [2,1]
                    [1]      | [1,1]
                    {"a":1}  | {"a":1,"b":2}
                    {"a":1}  | {}
                    {"a":1}  | []
                    """)
    void any_other_difference_is_found(String expected, String actual) {
        assertThat(difference(expected, actual)).isPresent();
    }

    @Test
    void the_message_says_where() {
        assertThat(difference("{\"a\":[{\"b\":1}]}", "{\"a\":[{\"b\":2}]}")).contains("x.a[0].b: expected 1, got 2");
    }

    private static Optional<String> difference(String expected, String actual) {
        return JsonDifference.of("x", Json.parse(expected), Json.parse(actual));
    }
}
