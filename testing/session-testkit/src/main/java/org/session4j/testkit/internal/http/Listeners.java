package org.session4j.testkit.internal.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The event loops of one network, and the listeners on them. A few threads serve any number of nodes, sockets and
 * traffic between nodes alike; they are daemons and end with {@link #close()}.
 */
public final class Listeners implements AutoCloseable {

    private static final long CLOSE_SECONDS = 5;

    private final NioEventLoopGroup loops;
    private final @Nullable SslContext tls;
    private final ChannelGroup open = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE);

    /**
     * @param tls null if nothing will be served over it
     */
    public Listeners(@Nullable SslContext tls) {
        int threads = Math.max(2, Math.min(4, Runtime.getRuntime().availableProcessors()));
        this.loops = new NioEventLoopGroup(threads, new DefaultThreadFactory("testkit", true));
        this.tls = tls;
    }

    /** One of the loops, each in its turn. */
    public EventLoop nextLoop() {
        return loops.next();
    }

    public boolean canBind(String ip) {
        try {
            bind(ip, 0, false, new Site(call -> new CompletableFuture<>(), "", 0, false))
                    .close();
            return true;
        } catch (UncheckedIOException refused) {
            return false;
        }
    }

    /**
     * Binds a port and serves it.
     *
     * @param port 0 for any free one
     * @throws UncheckedIOException if the port cannot be bound
     */
    public Listener bind(String ip, int port, boolean secure, Site site) {
        ChannelGroup accepted = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE);
        var binding = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 128)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        open.add(channel);
                        accepted.add(channel);
                        if (secure) {
                            channel.pipeline()
                                    .addLast(Objects.requireNonNull(tls).newHandler(channel.alloc()));
                        }
                        channel.pipeline().addLast(new HttpServerCodec(), new HttpConnection(site));
                    }
                })
                .bind(new InetSocketAddress(ip, port))
                .awaitUninterruptibly();
        Throwable failure = binding.cause();
        if (failure != null) {
            throw new UncheckedIOException(new IOException("cannot bind " + ip + ":" + port, failure));
        }
        open.add(binding.channel());
        return new Listener(binding.channel(), accepted);
    }

    /** Ends every connection and every thread. */
    @Override
    public void close() {
        open.close().awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
        loops.shutdownGracefully(0, CLOSE_SECONDS, TimeUnit.SECONDS)
                .awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
    }

    /** A bound port with the connections that came through it. */
    public static final class Listener {

        private final Channel channel;
        private final ChannelGroup accepted;
        private final InetSocketAddress address;

        private Listener(Channel channel, ChannelGroup accepted) {
            this.channel = channel;
            this.address = (InetSocketAddress) channel.localAddress();
            this.accepted = accepted;
        }

        public int port() {
            return address.getPort();
        }

        /** From now on connections are refused; those that are open end. */
        public void close() {
            channel.close().awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
            awaitRefusal();
            accepted.close().awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
        }

        /** The selector gives a closed socket up only in its next round; until then the system goes on accepting. */
        private void awaitRefusal() {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(CLOSE_SECONDS);
            while (accepts() && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
        }

        private boolean accepts() {
            try (Socket probe = new Socket()) {
                probe.connect(address);
                return true;
            } catch (IOException refused) {
                return false;
            }
        }
    }
}
