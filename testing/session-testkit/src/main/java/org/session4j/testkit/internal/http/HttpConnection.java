package org.session4j.testkit.internal.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.session4j.testkit.internal.http.HttpReply.Delivery;

/**
 * One connection of a client: puts requests together, hands them over one after the other and writes the answers in
 * that order (storage server: checks before the dispatcher, for the sizes). Confined to its event loop.
 */
final class HttpConnection extends SimpleChannelInboundHandler<HttpObject> {

    private static final String BAD_LENGTH_HTML = "<h1>400 Bad Request</h1>";

    private final Site site;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private boolean busy;
    private boolean closing;
    private @Nullable HttpRequest head;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    private record Waiting(HttpCall call, boolean keepAlive) {}

    HttpConnection(Site site) {
        this.site = site;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
        if (closing) {
            return;
        }
        if (message instanceof HttpRequest request) {
            begin(context, request);
        }
        HttpRequest current = head;
        if (current != null && message instanceof HttpContent content) {
            append(context, current, content);
        }
    }

    private void begin(ChannelHandlerContext context, HttpRequest request) {
        String length = request.headers().get(HttpHeaderNames.CONTENT_LENGTH);
        if (length != null && !isNumber(length)) {
            refuse(context, badLength());
        } else if (request.decoderResult().isFailure()) {
            refuse(context, HttpReply.text(400, "Bad Request\n"));
        } else if (length != null && Long.parseLong(length) > site.bodyLimit()) {
            refuse(context, HttpReply.text(413, "Request body too large"));
        } else {
            head = request;
            body.reset();
            if (HttpUtil.is100ContinueExpected(request)) {
                context.writeAndFlush(new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
            }
        }
    }

    private void append(ChannelHandlerContext context, HttpRequest request, HttpContent content) {
        byte[] bytes = ByteBufUtil.getBytes(content.content());
        if (body.size() + bytes.length > site.bodyLimit()) {
            refuse(context, HttpReply.text(413, "Request body too large"));
            return;
        }
        body.write(bytes, 0, bytes.length);
        if (content instanceof LastHttpContent) {
            head = null;
            waiting.add(new Waiting(call(context, request), HttpUtil.isKeepAlive(request)));
            next(context);
        }
    }

    private HttpCall call(ChannelHandlerContext context, HttpRequest request) {
        Map<String, String> headers = new HashMap<>();
        for (Map.Entry<String, String> header : request.headers()) {
            headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue());
        }
        InetSocketAddress peer = (InetSocketAddress) context.channel().remoteAddress();
        return new HttpCall(
                request.method().name(),
                request.uri(),
                headers,
                Body.of(body.toByteArray()),
                peer.getAddress().getHostAddress() + ":" + peer.getPort());
    }

    private void next(ChannelHandlerContext context) {
        if (busy || closing) {
            return;
        }
        Waiting turn = waiting.poll();
        if (turn == null) {
            return;
        }
        busy = true;
        site.handler()
                .handle(turn.call())
                .whenComplete((reply, failure) -> context.executor().execute(() -> {
                    busy = false;
                    HttpReply answer = reply != null ? reply : HttpReply.text(500, "request failed");
                    write(context, turn.keepAlive() ? answer : last(answer));
                    next(context);
                }));
    }

    private static HttpReply last(HttpReply reply) {
        return reply.delivery() == Delivery.WHOLE ? reply.deliver(Delivery.LAST) : reply;
    }

    private void refuse(ChannelHandlerContext context, HttpReply reply) {
        head = null;
        write(context, reply.deliver(Delivery.LAST));
    }

    private void write(ChannelHandlerContext context, HttpReply reply) {
        if (!context.channel().isActive()) {
            return;
        }
        Delivery delivery = reply.delivery();
        closing |= delivery != Delivery.WHOLE;
        if (delivery == Delivery.NONE) {
            context.close();
            return;
        }
        DefaultHttpResponse response =
                new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(reply.status()));
        byte[] bytes = reply.body().bytes();
        writeHeaders(response.headers(), reply, bytes.length);
        int sent = delivery == Delivery.HALF ? bytes.length / 2 : bytes.length;
        ByteBuf content = Unpooled.wrappedBuffer(bytes, 0, sent);
        context.write(response);
        if (delivery == Delivery.HALF) {
            context.writeAndFlush(new DefaultHttpContent(content)).addListener(ChannelFutureListener.CLOSE);
            return;
        }
        ChannelFuture written = context.writeAndFlush(new DefaultLastHttpContent(content));
        if (delivery == Delivery.LAST) {
            written.addListener(ChannelFutureListener.CLOSE);
        }
    }

    private void writeHeaders(HttpHeaders headers, HttpReply reply, int length) {
        if (!site.serverHeader().isEmpty()) {
            headers.set(HttpHeaderNames.SERVER, site.serverHeader());
        }
        headers.set(
                HttpHeaderNames.DATE, DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)));
        headers.set(HttpHeaderNames.CONTENT_TYPE, reply.contentType());
        headers.set(HttpHeaderNames.CONTENT_LENGTH, length);
        if (reply.delivery() == Delivery.LAST) {
            headers.set(HttpHeaderNames.CONNECTION, "close");
        }
        for (Map.Entry<String, String> header : reply.headers().entrySet()) {
            if (header.getValue().isEmpty()) {
                headers.remove(header.getKey());
            } else {
                headers.set(header.getKey(), header.getValue());
            }
        }
    }

    private HttpReply badLength() {
        return site.version212()
                ? HttpReply.text(400, "invalid Content-Length")
                : HttpReply.of(400, "text/html", Body.utf8(BAD_LENGTH_HTML)).with("Server", "");
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // A client that goes away, or a failed TLS handshake: nothing that a server would tell anybody.
        context.close();
    }
}
