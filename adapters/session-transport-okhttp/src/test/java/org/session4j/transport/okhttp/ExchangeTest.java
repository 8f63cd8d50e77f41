package org.session4j.transport.okhttp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import okhttp3.Call;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;
import org.junit.jupiter.api.Test;
import org.session4j.onion.TransferProgress;

class ExchangeTest {

    /** A body that cannot be held. */
    private static final class TooMuch extends ResponseBody {

        private final OutOfMemoryError error;

        TooMuch(OutOfMemoryError error) {
            this.error = error;
        }

        @Override
        public MediaType contentType() {
            return null;
        }

        @Override
        public long contentLength() {
            return -1;
        }

        @Override
        public BufferedSource source() {
            return Okio.buffer(new ForwardingSource(new Buffer()) {
                @Override
                public long read(Buffer sink, long byteCount) throws IOException {
                    throw error;
                }
            });
        }
    }

    @Test
    void anErrorWhileReadingTheAnswerEndsTheExchange() {
        Request request = new Request.Builder().url("http://127.0.0.1/").build();
        Call call = new OkHttpClient().newCall(request);
        OutOfMemoryError error = new OutOfMemoryError("as if");
        Response response = new Response.Builder()
                .request(request)
                .protocol(Protocol.HTTP_1_1)
                .code(200)
                .message("OK")
                .body(new TooMuch(error))
                .build();
        Exchange exchange = new Exchange(new AnswerReader(1000, TransferProgress.NONE), () -> false);

        exchange.onResponse(call, response);

        assertThat(exchange.future()).isCompletedExceptionally();
        assertThatThrownBy(exchange.future()::join).hasCause(error);
    }
}
