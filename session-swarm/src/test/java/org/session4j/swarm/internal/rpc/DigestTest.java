package org.session4j.swarm.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.session4j.protocol.MalformedDataException;
import org.session4j.swarm.oxend.RpcLogin;

/** The worked examples of RFC 2617 and RFC 7616, and whatever else a server may send. */
class DigestTest {

    private static final String RFC_7616 = "realm=\"http-auth@example.org\", qop=\"auth, auth-int\", %s"
            + "nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", "
            + "opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";

    private static DigestChallenge only(String header) throws MalformedDataException {
        List<AuthChallenge> challenges = AuthChallenge.parse(List.of(header));
        assertThat(challenges).hasSize(1);
        return DigestChallenge.of(challenges.get(0)).orElseThrow();
    }

    private static String answer(DigestChallenge challenge, String password, String ownNonce) {
        RpcLogin login = RpcLogin.of("Mufasa", password.toCharArray());
        return challenge.authorization(login, "GET", "/dir/index.html", 1, ownNonce);
    }

    @Example
    void theExampleOfRfc2617() throws Exception {
        DigestChallenge challenge = only("Digest realm=\"testrealm@host.com\", qop=\"auth,auth-int\", "
                + "nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\", opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"");

        assertThat(answer(challenge, "Circle Of Life", "0a4f113b"))
                .contains("response=\"6629fae49393a05397450978507c4ef1\"")
                .contains("opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"")
                .contains("nc=00000001")
                .startsWith("Digest username=\"Mufasa\"");
    }

    @Example
    void theExamplesOfRfc7616() throws Exception {
        String ownNonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";
        DigestChallenge md5 = only("Digest " + String.format(RFC_7616, "algorithm=MD5, "));
        DigestChallenge sha = only("Digest " + String.format(RFC_7616, "algorithm=SHA-256, "));

        assertThat(answer(md5, "Circle of Life", ownNonce)).contains("response=\"8ca523f5e9506fed4657c9700eebdbec\"");
        assertThat(answer(sha, "Circle of Life", ownNonce))
                .contains("response=\"753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1\"");
        assertThat(sha.algorithm()).isGreaterThan(md5.algorithm());
    }

    @Example
    void severalChallengesInOneHeaderOrInTwo() throws Exception {
        String one = "Digest qop=\"auth\",algorithm=MD5,realm=\"wallet\",nonce=\"a\\\"b\",stale=false";
        String other = "Basic realm=\"wallet, of \\\\ mine\", charset = \"UTF-8\"";
        List<AuthChallenge> expected = List.of(
                new AuthChallenge(
                        "digest",
                        Map.of(
                                "qop", "auth",
                                "algorithm", "MD5",
                                "realm", "wallet",
                                "nonce", "a\"b",
                                "stale", "false")),
                new AuthChallenge("basic", Map.of("realm", "wallet, of \\ mine", "charset", "UTF-8")));

        assertThat(AuthChallenge.parse(List.of(one, other))).isEqualTo(expected);
        assertThat(AuthChallenge.parse(List.of(one + ", " + other))).isEqualTo(expected);
        assertThat(AuthChallenge.parse(List.of())).isEmpty();
        assertThat(answer(DigestChallenge.of(expected.get(0)).orElseThrow(), "p", "c"))
                .contains("nonce=\"a\\\"b\"");
    }

    @Example
    void whatIsNotKnownIsNotAnswered() throws Exception {
        for (String header : List.of(
                "Basic realm=\"x\"",
                "Digest realm=\"x\", nonce=\"y\"",
                "Digest realm=\"x\", nonce=\"y\", qop=\"auth-int\"",
                "Digest realm=\"x\", qop=\"auth\"",
                "Digest nonce=\"y\", qop=\"auth\"",
                "Digest realm=\"x\", nonce=\"y\", qop=\"auth\", algorithm=MD5-sess")) {
            assertThat(DigestChallenge.of(AuthChallenge.parse(List.of(header)).get(0)))
                    .as(header)
                    .isEmpty();
        }
    }

    @Example
    void whatCannotBeReadIsRefused() {
        for (String header : List.of(
                "realm=\"x\"",
                "Digest realm=\"x",
                "Digest realm=",
                "Digest realm=\"x\\",
                "Digest realm=\"x\", realm=\"y\"",
                "Negotiate abc==",
                "Digest realm=\"\u0007\"",
                "Digest \u00fc=1")) {
            assertThatThrownBy(() -> AuthChallenge.parse(List.of(header)))
                    .as(header)
                    .isInstanceOf(MalformedDataException.class);
        }
    }

    @Property
    void anyText(@ForAll String header) {
        read(header);
    }

    @Property
    void anyTextOfWhatHeadersAreMadeOf(@ForAll @CharRange(from = ' ', to = '@') String header) {
        read("Digest a" + header);
    }

    private static void read(String header) {
        try {
            for (AuthChallenge challenge : AuthChallenge.parse(List.of(header))) {
                assertThat(DigestChallenge.of(challenge)).isNotNull();
            }
        } catch (MalformedDataException e) {
            assertThat(e).hasMessageStartingWith("http:");
        }
    }
}
