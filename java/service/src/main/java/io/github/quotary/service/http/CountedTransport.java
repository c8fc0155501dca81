package io.github.quotary.service.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.InternetProtocolFamily;
import io.vertx.core.transport.Transport;
import org.jspecify.annotations.Nullable;

/** The JDK's sockets, of which connections are counted as they are accepted. */
final class CountedTransport implements Transport {
  private final Accepted accepted;

  CountedTransport(Accepted accepted) {
    this.accepted = accepted;
  }

  @Override
  public String name() {
    return "nio";
  }

  @Override
  public boolean available() {
    return true;
  }

  @Override
  public @Nullable Throwable unavailabilityCause() {
    return null;
  }

  @Override
  public io.vertx.core.spi.transport.Transport implementation() {
    return new Sockets(Transport.NIO.implementation(), accepted);
  }

  /** Vert.x's own, but for the sockets that listen. */
  @SuppressWarnings("deprecation") // The interface names a deprecated type.
  private record Sockets(io.vertx.core.spi.transport.Transport own, Accepted accepted)
      implements io.vertx.core.spi.transport.Transport {
    @Override
    public IoHandlerFactory ioHandlerFactory() {
      return own.ioHandlerFactory();
    }

    @Override
    public DatagramChannel datagramChannel() {
      return own.datagramChannel();
    }

    @Override
    public DatagramChannel datagramChannel(InternetProtocolFamily family) {
      return own.datagramChannel(family);
    }

    @Override
    public ChannelFactory<? extends Channel> channelFactory(boolean isDomainSocket) {
      return own.channelFactory(isDomainSocket);
    }

    @Override
    public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean isDomainSocket) {
      ChannelFactory<? extends ServerChannel> plain = own.serverChannelFactory(isDomainSocket);
      return () -> {
        ServerChannel listening = plain.newChannel();
        listening.pipeline().addFirst(new Counting(accepted));
        return listening;
      };
    }
  }

  /** Sees each connection before anything else does. */
  private static final class Counting extends ChannelInboundHandlerAdapter {
    private final Accepted accepted;

    Counting(Accepted accepted) {
      this.accepted = accepted;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof Channel channel && !accepted.open(channel)) {
        channel.unsafe().closeForcibly();
      } else {
        context.fireChannelRead(message);
      }
    }
  }
}
