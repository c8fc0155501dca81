package io.github.quotary.benchmarks.ingress;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/** Opens connections, all on one thread. */
@SuppressWarnings("FutureReturnValueIgnored") // A failed write or close shows as an event.
final class Clients implements AutoCloseable {
  private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final ClientTls tls;

  /** Clients that trust this certificate. */
  Clients(X509Certificate certificate) throws SSLException {
    tls = new ClientTls(certificate);
  }

  /** Connects; the call is told how it goes. */
  void open(Transport transport, int port, Call call) {
    new Bootstrap()
        .group(loop)
        .channel(NioSocketChannel.class)
        .option(ChannelOption.TCP_NODELAY, true)
        .handler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                if (transport != Transport.PLAIN) {
                  channel.pipeline().addLast(tls.handler(transport, channel.alloc(), port));
                }
                channel.pipeline().addLast(call);
              }
            })
        .connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
        .addListener(
            (ChannelFuture future) -> {
              if (!future.isSuccess()) {
                call.failed(future.cause());
              }
            });
  }

  @Override
  public void close() {
    loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
