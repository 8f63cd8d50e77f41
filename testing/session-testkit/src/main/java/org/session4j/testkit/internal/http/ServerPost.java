package org.session4j.testkit.internal.http;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContentDecompressor;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

/**
 * How the last node of a path reaches a server (storage server: relay to server): one POST, no redirects, compressed
 * answers unpacked. Only loopback is ever connected to: literal 127.x.y.z, {@code localhost}, and the names that the
 * network was given.
 */
public final class ServerPost {

    private static final int MAX_ANSWER = 10 << 20;
    private static final int BAD_GATEWAY = 502;
    private static final int GATEWAY_TIMEOUT = 504;

    private final SslContext tls;
    private final Map<String, InetSocketAddress> hosts;
    private final String userAgent;

    /**
     * @param hosts addresses of names
     */
    public ServerPost(SslContext tls, Map<String, InetSocketAddress> hosts, String userAgent) {
        this.tls = tls;
        this.hosts = Map.copyOf(hosts);
        this.userAgent = userAgent;
    }

    /**
     * One exchange.
     *
     * @param target path, with the leading slash
     */
    public record Order(boolean secure, String host, int port, String target, Body body, Duration timeout) {}

    /** The server's answer, or 502 or 504 with what went wrong; never fails. */
    public CompletableFuture<HttpReply> send(EventLoop loop, Order order) {
        Optional<InetSocketAddress> address = resolve(order);
        if (address.isEmpty()) {
            return CompletableFuture.completedFuture(
                    HttpReply.text(BAD_GATEWAY, "Could not resolve host: " + order.host()));
        }
        CompletableFuture<HttpReply> answer = new CompletableFuture<>();
        ChannelFuture connecting = new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .handler(new Pipeline(order, answer))
                .connect(address.get());
        Channel channel = connecting.channel();
        long millis = order.timeout().toMillis();
        var timer = loop.schedule(
                () -> answer.complete(HttpReply.text(
                        GATEWAY_TIMEOUT,
                        "Operation timed out after " + millis + " milliseconds with 0 bytes received")),
                millis,
                TimeUnit.MILLISECONDS);
        connecting.addListener(done -> {
            if (!done.isSuccess()) {
                answer.complete(HttpReply.text(
                        BAD_GATEWAY,
                        "Failed to connect to " + order.host() + " port " + order.port()
                                + ": Couldn't connect to server"));
            } else if (!order.secure()) {
                channel.writeAndFlush(request(order));
            }
        });
        return answer.whenComplete((reply, failure) -> {
            timer.cancel(false);
            channel.close();
        });
    }

    private Optional<InetSocketAddress> resolve(Order order) {
        InetSocketAddress known = hosts.get(order.host());
        if (known != null) {
            return Optional.of(known);
        }
        String ip = order.host().equals("localhost") ? "127.0.0.1" : order.host();
        return ip.matches("127(\\.[0-9]{1,3}){3}")
                ? Optional.of(new InetSocketAddress(ip, order.port()))
                : Optional.empty();
    }

    private DefaultFullHttpRequest request(Order order) {
        DefaultFullHttpRequest request = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1,
                HttpMethod.POST,
                order.target(),
                Unpooled.wrappedBuffer(order.body().bytes()));
        boolean usual = order.port() == (order.secure() ? 443 : 80);
        request.headers()
                .set(HttpHeaderNames.HOST, usual ? order.host() : order.host() + ":" + order.port())
                .set(HttpHeaderNames.USER_AGENT, userAgent)
                .set(HttpHeaderNames.ACCEPT_ENCODING, "deflate, gzip")
                .set(HttpHeaderNames.CONTENT_TYPE, HttpReply.BINARY)
                .set(HttpHeaderNames.CONTENT_LENGTH, order.body().length())
                .set(HttpHeaderNames.CONNECTION, "close");
        return request;
    }

    private final class Pipeline extends ChannelInitializer<SocketChannel> {

        private final Order order;
        private final CompletableFuture<HttpReply> answer;

        Pipeline(Order order, CompletableFuture<HttpReply> answer) {
            this.order = order;
            this.answer = answer;
        }

        @Override
        protected void initChannel(SocketChannel channel) {
            if (order.secure()) {
                SslHandler handler = tls.newHandler(channel.alloc(), order.host(), order.port());
                SSLParameters parameters = handler.engine().getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                handler.engine().setSSLParameters(parameters);
                handler.handshakeFuture().addListener(done -> {
                    if (done.isSuccess()) {
                        channel.writeAndFlush(request(order));
                    }
                });
                channel.pipeline().addLast(handler);
            }
            channel.pipeline()
                    .addLast(
                            new HttpClientCodec(),
                            new HttpContentDecompressor(MAX_ANSWER),
                            new HttpObjectAggregator(MAX_ANSWER),
                            new AnswerReader(answer));
        }
    }

    private static final class AnswerReader extends SimpleChannelInboundHandler<FullHttpResponse> {

        private final CompletableFuture<HttpReply> answer;

        AnswerReader(CompletableFuture<HttpReply> answer) {
            this.answer = answer;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
            answer.complete(HttpReply.of(
                    response.status().code(), HttpReply.BINARY, Body.of(ByteBufUtil.getBytes(response.content()))));
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            answer.complete(HttpReply.text(BAD_GATEWAY, "Server returned nothing (no headers, no data)"));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            boolean certificate = cause.getCause() instanceof SSLException;
            answer.complete(HttpReply.text(
                    BAD_GATEWAY,
                    certificate
                            ? "SSL certificate problem: self-signed certificate"
                            : "Failure when receiving data from the peer"));
        }
    }
}
