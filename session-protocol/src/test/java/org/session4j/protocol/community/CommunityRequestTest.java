package org.session4j.protocol.community;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommunityRequestTest {

    private static String signed(String endpoint) {
        return new String(CommunityRequest.of("GET", endpoint).signedEndpoint(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "/room/a, /room/a",
        "/a?limit=25, /a?limit=25",
        "/a?, /a",
        "/a??, /a??",
        "/a%20b?c=%20d, /a b?c=%20d",
        "/a%3Fb, /a?b",
        "/a+b, /a+b",
        "/room/x/reaction/5/%F0%9F%8D%8D, /room/x/reaction/5/🍍",
        "/room/x/reaction/5/🍍, /room/x/reaction/5/🍍",
        "/%f0%9f%8d%8d%, ''"
    })
    void the_path_is_signed_decoded_and_the_query_as_it_is(String endpoint, String expected) {
        if (expected.isEmpty()) {
            assertThatThrownBy(() -> {
                        String unused = signed(endpoint);
                    })
                    .isInstanceOf(IllegalArgumentException.class);
        } else {
            assertThat(signed(endpoint)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "room", "?a", "/%", "/%4", "/%4x", "/%-1", "/%+1", "/%٣١", "/%ff", "/%c3", "/%C3/%A9"})
    void an_endpoint_that_a_server_would_read_otherwise_is_refused(String endpoint) {
        assertThatThrownBy(() -> {
                    CommunityRequest unused = CommunityRequest.of("GET", endpoint);
                })
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "get", "GET ", "G\n"})
    void a_method_is_of_upper_case_letters(String method) {
        assertThatThrownBy(() -> {
                    CommunityRequest unused = CommunityRequest.of(method, "/");
                })
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 1000)
    void any_endpoint_is_taken_or_refused_as_a_mistake(@ForAll String endpoint) {
        try {
            assertThat(CommunityRequest.of("GET", "/" + endpoint)).hasToString("CommunityRequest");
        } catch (IllegalArgumentException e) {
            assertThat(endpoint).contains("%");
        }
    }

    @Test
    void a_path_of_many_parts_is_read_in_one_pass() {
        String path = "/" + "%41".repeat(50_000);
        assertThat(signed(path)).isEqualTo("/" + "A".repeat(50_000));
    }
}
