package org.session4j.swarm.internal.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.session4j.protocol.Bytes;
import org.session4j.protocol.MalformedDataException;
import org.session4j.swarm.internal.JsonObject;
import org.session4j.swarm.internal.JsonText;
import org.session4j.swarm.oxend.OxendException;
import org.session4j.swarm.oxend.OxendException.Reason;
import org.session4j.swarm.oxend.RpcLogin;

/**
 * Asks one server, one question after the other: a wallet answers them one by one anyway, and digest counts them. A
 * question that is refused for want of a login is asked once more with one.
 */
public final class RpcConnection implements AutoCloseable {

    /** As much as the JSON reader takes, and more than the list of all nodes with all that is known of them. */
    public static final int MAX_ANSWER_BYTES = 10 * 1024 * 1024;

    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final String ID = "0";

    private final HttpPost http;
    private final HttpLogin login;
    private final RpcThreads threads;
    private final Set<CompletableFuture<?>> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    RpcConnection(HttpPost http, HttpLogin login, RpcThreads threads) {
        this.http = http;
        this.login = login;
        this.threads = threads;
    }

    /**
     * @param url with the path
     * @param login null for none
     * @param timeout for one exchange
     */
    public static RpcConnection open(URI url, @Nullable RpcLogin login, Duration timeout) {
        RpcThreads threads = new RpcThreads();
        try {
            HttpPost http = new UrlPost(url.toURL(), timeout, MAX_ANSWER_BYTES, threads.timer());
            return new RpcConnection(http, new HttpLogin(url, login), threads);
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("url: expected http or https", e);
        }
    }

    /** What the server answers; fails with an {@link OxendException}, or another {@link IOException} if there is none. */
    public <R> CompletableFuture<R> send(RpcCall<R> call) {
        CompletableFuture<R> result = new CompletableFuture<>();
        underWay.add(result);
        CompletableFuture<?> unused = result.whenComplete((value, failure) -> underWay.remove(result));
        if (closed || !threads.run(() -> answer(call, result))) {
            end(result);
        }
        return result;
    }

    private <R> void answer(RpcCall<R> call, CompletableFuture<R> result) {
        if (result.isDone()) {
            return;
        }
        try {
            result.complete(exchange(call));
        } catch (IOException e) {
            result.completeExceptionally(closed ? closedException() : e);
        } catch (RuntimeException | Error bug) {
            // Somebody waits.
            result.completeExceptionally(bug);
        }
    }

    private <R> R exchange(RpcCall<R> call) throws IOException {
        Bytes question = encode(call);
        HttpAnswer answer = post(question);
        if (answer.status() == UNAUTHORIZED) {
            login.challenged(answer.challenges());
            answer = post(question);
        }
        if (answer.status() == UNAUTHORIZED) {
            login.forget();
            throw OxendException.of(Reason.LOGIN_REFUSED, "the server refuses the login");
        }
        if (answer.status() != OK) {
            throw OxendException.ofStatus(answer.status());
        }
        try {
            return call.reader().read(result(JsonObject.parse(answer.body())));
        } catch (MalformedDataException e) {
            throw OxendException.malformed(e);
        }
    }

    /** After a failure nobody knows whether the server has counted the login. */
    private HttpAnswer post(Bytes question) throws IOException {
        try {
            return http.post(question, login.authorization());
        } catch (IOException e) {
            login.forget();
            throw e;
        }
    }

    private static Bytes encode(RpcCall<?> call) {
        TreeMap<String, Object> question = new TreeMap<>();
        question.put("jsonrpc", "2.0");
        question.put("id", ID);
        question.put("method", call.method());
        question.put("params", new JsonText.Raw(call.params()));
        return Bytes.utf8(JsonText.format((Object) question));
    }

    /** Servers that could not read the question do not repeat its id. */
    private static JsonObject result(JsonObject answer) throws MalformedDataException, OxendException {
        JsonNode error = answer.find("error");
        if (error != null) {
            JsonObject refusal = JsonObject.of(error);
            long code = refusal.integer("code");
            throw OxendException.ofRpc(
                    (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, code)),
                    refusal.findString("message").orElse(""));
        }
        if (!answer.string("id").equals(ID)) {
            throw new MalformedDataException("json: the answer is for another question");
        }
        JsonObject result = answer.object("result");
        String status = result.findString("status").orElse("OK");
        if (!status.equals("OK")) {
            throw OxendException.ofRpc(0, status);
        }
        return result;
    }

    private static OxendException closedException() {
        return OxendException.of(Reason.CLOSED, "the client is closed");
    }

    private static void end(CompletableFuture<?> result) {
        result.completeExceptionally(closedException());
    }

    /** Ends the threads and wipes the login; questions under way fail with {@link Reason#CLOSED}. May be called again. */
    @Override
    public void close() {
        closed = true;
        underWay.forEach(RpcConnection::end);
        threads.close();
        http.close();
        login.destroy();
    }
}
