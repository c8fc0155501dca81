package io.github.quotary.ingress.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.ssl.SslClientHelloHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.util.Optional;

/** Reads the ClientHello, and puts the TLS handler that it asks for in its own place. */
final class HelloHandler extends SslClientHelloHandler<ClientHello> {
  /** A ClientHello with post-quantum keys and many extensions has some 2 KiB. */
  private static final int MAX_HELLO = 32 * 1024;

  /** Fatal alert no_application_protocol, RFC 7301, section 3.2. */
  private static final byte[] NO_APPLICATION_PROTOCOL = {21, 3, 3, 0, 2, 2, 120};

  private final Identities identities;
  private final Connection connection;

  HelloHandler(Identities identities, Connection connection) {
    super(MAX_HELLO);
    this.identities = identities;
    this.connection = connection;
  }

  @Override
  protected Future<ClientHello> lookup(ChannelHandlerContext ctx, ByteBuf clientHello) {
    // No ClientHello: the TLS handler is the one to say what is wrong with these bytes.
    ClientHello hello = clientHello == null ? ClientHello.EMPTY : ClientHello.parse(clientHello);
    return ctx.executor().newSucceededFuture(hello);
  }

  @Override
  protected void onLookupComplete(ChannelHandlerContext ctx, Future<ClientHello> future) {
    ClientHello hello = future.getNow();
    Optional<SslHandler> handler = identities.handler(hello, ctx.alloc());
    if (handler.isEmpty()) {
      ctx.writeAndFlush(Unpooled.wrappedBuffer(NO_APPLICATION_PROTOCOL))
          .addListener(ChannelFutureListener.CLOSE);
      return;
    }
    SslHandler tls = handler.get();
    // One deadline for ClientHello and handshake together: the connection's.
    tls.setHandshakeTimeoutMillis(0);
    connection.helloCame(hello, tls);
    ctx.pipeline().replace(this, "tls", tls);
  }
}
