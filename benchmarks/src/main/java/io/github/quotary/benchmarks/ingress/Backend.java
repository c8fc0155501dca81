package io.github.quotary.benchmarks.ingress;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** What the proxies connect to: answers, sends and swallows as it is asked. One thread. */
@SuppressWarnings("FutureReturnValueIgnored") // A failed write or close shows as an event.
final class Backend implements AutoCloseable {
  private static final int BACKLOG = 1024;

  private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final LongAdder swallowed = new LongAdder();
  private final Channel listener;

  Backend() {
    listener =
        new ServerBootstrap()
            .group(loop)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel.pipeline().addLast(new Talk());
                  }
                })
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .syncUninterruptibly()
            .channel();
  }

  int port() {
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  /** Bytes of uploads so far. */
  long swallowed() {
    return swallowed.sum();
  }

  /** One connection. */
  private final class Talk extends ChannelInboundHandlerAdapter {
    private int asked;
    private byte kind;

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      ByteBuf bytes = (ByteBuf) message;
      if (asked == 0 && kind == 0) {
        kind = bytes.getByte(bytes.readerIndex());
      }
      asked += bytes.readableBytes();
      switch (kind) {
        case Exchange.ASK -> {
          for (; asked >= Exchange.MESSAGE; asked -= Exchange.MESSAGE) {
            ctx.write(Exchange.request(Exchange.ASK));
          }
        }
        case Exchange.DOWNLOAD -> send(ctx);
        default -> {
          swallowed.add(bytes.readableBytes());
          asked = 0;
        }
      }
      bytes.release();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
      ctx.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
      if (kind == Exchange.DOWNLOAD) {
        send(ctx);
      }
    }

    private void send(ChannelHandlerContext ctx) {
      while (ctx.channel().isActive() && ctx.channel().isWritable()) {
        ctx.write(Exchange.chunk());
      }
      ctx.flush();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
      ctx.close();
    }
  }

  @Override
  public void close() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
