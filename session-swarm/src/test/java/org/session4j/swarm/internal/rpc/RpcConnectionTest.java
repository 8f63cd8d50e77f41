package org.session4j.swarm.internal.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.session4j.protocol.Bytes;
import org.session4j.swarm.oxend.OxendException;
import org.session4j.swarm.oxend.OxendException.Reason;
import org.session4j.swarm.oxend.RpcLogin;

/** A server that answers by a script. */
@Timeout(60)
class RpcConnectionTest {

    private static final String GOOD = "{\"id\":\"0\",\"jsonrpc\":\"2.0\",\"result\":{\"status\":\"OK\",\"n\":7}}";
    private static final String DIGEST = "Digest realm=\"r\", qop=\"auth\", nonce=\"%s\", algorithm=MD5, stale=false";

    private final Script script = new Script();
    private final RpcLogin login = RpcLogin.of("me", "secret".toCharArray());
    private @Nullable RpcConnection connection;

    /** Answers in their order, and what was said in the questions. */
    private static final class Script implements HttpPost {

        private final Deque<HttpAnswer> answers = new ArrayDeque<>();
        private final List<String> authorizations = new ArrayList<>();
        private final List<String> questions = new ArrayList<>();

        @Override
        public HttpAnswer post(Bytes json, @Nullable String authorization) throws IOException {
            questions.add(new String(json.toByteArray(), StandardCharsets.UTF_8));
            authorizations.add(String.valueOf(authorization));
            HttpAnswer answer = answers.poll();
            if (answer == null) {
                throw new ConnectException("nobody there");
            }
            return answer;
        }

        Script then(String body) {
            answers.add(new HttpAnswer(200, List.of(), Bytes.utf8(body)));
            return this;
        }

        Script then(int status, String... challenges) {
            answers.add(new HttpAnswer(status, List.of(challenges), Bytes.empty()));
            return this;
        }
    }

    @AfterEach
    void close() {
        if (connection != null) {
            connection.close();
        }
    }

    private RpcConnection open(String url, @Nullable RpcLogin own) {
        connection = new RpcConnection(script, new HttpLogin(URI.create(url), own), new RpcThreads());
        return connection;
    }

    private RpcConnection open(@Nullable RpcLogin own) {
        return open("http://127.0.0.1:1/json_rpc", own);
    }

    private static final RpcCall<Long> CALL = RpcCall.of("count", new TreeMap<>(), result -> result.count("n"));

    private static OxendException failure(CompletableFuture<?> future) throws InterruptedException {
        try {
            throw new AssertionError("got " + future.get());
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(OxendException.class);
            return (OxendException) e.getCause();
        }
    }

    @Test
    void aQuestionIsAskedAndAnswered() {
        script.then(GOOD);
        assertThat(open(null).send(CALL).join()).isEqualTo(7);
        assertThat(script.questions)
                .containsExactly("{\"id\":\"0\",\"jsonrpc\":\"2.0\",\"method\":\"count\",\"params\":{}}");
        assertThat(script.authorizations).containsExactly("null");
    }

    @Test
    void aNonceIsUsedAgainAndCountedUntilThereIsAnother() {
        script.then(401, String.format(DIGEST, "first")).then(GOOD).then(GOOD);
        script.then(401, String.format(DIGEST, "second")).then(GOOD);
        RpcConnection open = open(login);
        for (int i = 0; i < 3; i++) {
            assertThat(open.send(CALL).join()).isEqualTo(7);
        }
        assertThat(script.authorizations).hasSize(5);
        assertThat(script.authorizations.get(0)).isEqualTo("null");
        assertThat(script.authorizations.get(1)).contains("nonce=\"first\"", "nc=00000001", "uri=\"/json_rpc\"");
        assertThat(script.authorizations.get(2)).contains("nonce=\"first\"", "nc=00000002");
        assertThat(script.authorizations.get(3)).contains("nonce=\"first\"", "nc=00000003");
        assertThat(script.authorizations.get(4)).contains("nonce=\"second\"", "nc=00000001");
        assertThat(script.authorizations).noneMatch(text -> text.contains("secret"));
        assertThat(script.authorizations.get(1).replaceAll(".*cnonce", ""))
                .isNotEqualTo(script.authorizations.get(2).replaceAll(".*cnonce", ""));
    }

    @Test
    void aNonceIsGivenUpWhenAnAnswerFailsToCome() {
        script.then(401, String.format(DIGEST, "first")).then(GOOD);
        RpcConnection open = open(login);
        assertThat(open.send(CALL).join()).isEqualTo(7);
        assertThat(open.send(CALL).handle((value, failure) -> failure).join()).isInstanceOf(ConnectException.class);
        script.then(401, String.format(DIGEST, "second")).then(GOOD);
        assertThat(open.send(CALL).join()).isEqualTo(7);
        assertThat(script.authorizations.get(2)).contains("nonce=\"first\"", "nc=00000002");
        assertThat(script.authorizations.get(3)).isEqualTo("null");
        assertThat(script.authorizations.get(4)).contains("nonce=\"second\"", "nc=00000001");
    }

    @Test
    void theStrongestDigestIsTaken() {
        script.then(
                        401,
                        "Basic realm=\"r\"",
                        String.format(DIGEST, "weak"),
                        String.format(DIGEST, "strong").replace("MD5", "SHA-256"),
                        String.format(DIGEST, "unknown").replace("MD5", "MD5-sess"))
                .then(GOOD);
        assertThat(open(login).send(CALL).join()).isEqualTo(7);
        assertThat(script.authorizations.get(1)).contains("nonce=\"strong\"", "algorithm=SHA-256");
    }

    @Test
    void thePasswordItselfGoesOnlyWhereNobodyListens() throws Exception {
        script.then(401, "Basic realm=\"r\"").then(GOOD).then(GOOD);
        RpcConnection here = open(login);
        assertThat(here.send(CALL).join()).isEqualTo(7);
        assertThat(here.send(CALL).join()).isEqualTo(7);
        assertThat(script.authorizations).containsExactly("null", "Basic bWU6c2VjcmV0", "Basic bWU6c2VjcmV0");
        here.close();

        script.then(401, "Basic realm=\"r\"").then(GOOD);
        assertThat(failure(open("http://192.0.2.1:1/json_rpc", login).send(CALL))
                        .reason())
                .isEqualTo(Reason.LOGIN_UNSUPPORTED);
        assertThat(script.authorizations).last().isEqualTo("null");
    }

    @Test
    void aLoginThatIsWrongOrMissingIsSaidToBe() throws Exception {
        script.then(401, String.format(DIGEST, "a")).then(401, String.format(DIGEST, "b"));
        assertThat(failure(open(login).send(CALL)).reason()).isEqualTo(Reason.LOGIN_REFUSED);
        script.then(401, String.format(DIGEST, "a"));
        assertThat(failure(open(null).send(CALL)).reason()).isEqualTo(Reason.LOGIN_NEEDED);
        script.then(401, "Negotiate");
        assertThat(failure(open(login).send(CALL)).reason()).isEqualTo(Reason.LOGIN_UNSUPPORTED);
        script.then(401, "=");
        assertThat(failure(open(login).send(CALL)).reason()).isEqualTo(Reason.MALFORMED_ANSWER);
    }

    @Test
    void aRefusalKeepsCodeAndWordsButDoesNotRepeatThem() throws Exception {
        script.then("{\"error\":{\"code\":-17,\"message\":\"not enough for L8xyz\"},\"id\":null}");
        OxendException refusal = failure(open(null).send(CALL));
        assertThat(refusal.reason()).isEqualTo(Reason.REFUSED);
        assertThat(refusal.code()).isEqualTo(-17);
        assertThat(refusal.detail()).isEqualTo("not enough for L8xyz");
        assertThat(refusal).hasMessage("the server refused with code -17");

        script.then("{\"id\":\"0\",\"result\":{\"status\":\"BUSY\"}}");
        assertThat(failure(open(null).send(CALL)).detail()).isEqualTo("BUSY");
        script.then("{\"error\":{\"code\":1,\"message\":\"" + "x".repeat(2000) + "\"}}");
        assertThat(failure(open(null).send(CALL)).detail()).hasSize(500);
    }

    @Test
    void otherAnswersAreNoGood() throws Exception {
        script.then(302).then(500).then(404);
        for (int status : new int[] {302, 500, 404}) {
            OxendException failure = failure(open(null).send(CALL));
            assertThat(failure.reason()).isEqualTo(Reason.HTTP_STATUS);
            assertThat(failure.status()).isEqualTo(status);
        }
        for (String body : List.of(
                "",
                "[]",
                "{}",
                "{\"id\":\"1\",\"result\":{\"n\":7}}",
                "{\"id\":\"0\",\"result\":7}",
                "{\"id\":\"0\",\"result\":{\"n\":-1}}",
                "{\"id\":\"0\",\"result\":{\"n\":7.5}}",
                "{\"error\":7}",
                "{\"error\":{\"code\":\"x\"}}",
                GOOD + "x")) {
            script.then(body);
            assertThat(failure(open(null).send(CALL)).reason()).as(body).isEqualTo(Reason.MALFORMED_ANSWER);
        }
    }

    @Test
    void closingEndsWhatWaits() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        HttpPost slow = new HttpPost() {
            @Override
            public HttpAnswer post(Bytes json, @Nullable String authorization) throws IOException {
                asked.countDown();
                try {
                    closed.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                throw new IOException("cut off");
            }

            @Override
            public void close() {
                closed.countDown();
            }
        };
        RpcConnection open =
                new RpcConnection(slow, new HttpLogin(URI.create("http://[::1]/json_rpc"), login), new RpcThreads());
        CompletableFuture<Long> first = open.send(CALL);
        CompletableFuture<Long> second = open.send(CALL);
        asked.await();
        open.close();
        open.close();
        for (CompletableFuture<Long> future : List.of(first, second, open.send(CALL))) {
            assertThat(failure(future).reason()).isEqualTo(Reason.CLOSED);
        }
        assertThat(login.isDestroyed()).isFalse();
    }

    @Test
    void whereIsAskedIsCheckedBefore() {
        assertThat(RpcUrl.of(URI.create("http://127.0.0.1:22023"))).hasToString("http://127.0.0.1:22023/json_rpc");
        assertThat(RpcUrl.of(URI.create("https://a.test/"))).hasToString("https://a.test/json_rpc");
        assertThat(RpcUrl.of(URI.create("https://a.test/own?x=1"))).hasToString("https://a.test/own?x=1");
        for (String bad : List.of("ftp://a.test", "/json_rpc", "http:///x", "http://me:pw@a.test", "http://a.test#x")) {
            assertThatThrownBy(() -> RpcUrl.of(URI.create(bad))).as(bad).isInstanceOf(IllegalArgumentException.class);
        }
        for (String here : List.of("http://localhost", "http://127.9.9.9:1", "http://[::1]:1", "HTTPS://a.test")) {
            assertThat(RpcUrl.isPrivate(URI.create(here))).as(here).isTrue();
        }
        for (String open :
                List.of("http://a.test", "http://127.0.0.1.test", "http://10.0.0.1", "http://localhost.test")) {
            assertThat(RpcUrl.isPrivate(URI.create(open))).as(open).isFalse();
        }
    }
}
