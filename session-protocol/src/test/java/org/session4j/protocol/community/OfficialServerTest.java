package org.session4j.protocol.community;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.session4j.protocol.CommunityUrl;

class OfficialServerTest {

    private static final String KEY = "a03c383cf63c3c4efe67acc52112a6dd734b3a946b9545f488aaa93da7991238";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://open.getsession.org",
                "https://open.getsession.org",
                "http://116.203.70.33",
                "https://116.203.70.33",
                "http://OPEN.getsession.org:80"
            })
    void its_rooms_have_one_address(String baseUrl) throws Exception {
        CommunityUrl url = CommunityUrl.parse(baseUrl + "/Session?public_key=" + KEY);
        assertThat(OfficialServer.canonical(url).format())
                .isEqualTo("https://open.getsession.org/Session?public_key=" + OfficialServer.key());
    }

    @Test
    void another_server_keeps_its_address_and_so_does_one_with_another_key() throws Exception {
        CommunityUrl other = CommunityUrl.parse("http://example.org/Session?public_key=" + KEY);
        CommunityUrl otherKey = CommunityUrl.parse("http://116.203.70.33/Session?public_key=" + KEY.replace('a', 'b'));
        assertThat(OfficialServer.canonical(other)).isEqualTo(other);
        assertThat(OfficialServer.canonical(otherKey)).isEqualTo(otherKey);
    }
}
