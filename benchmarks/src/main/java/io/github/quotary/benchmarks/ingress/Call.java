package io.github.quotary.benchmarks.ingress;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.io.IOException;

/** A client's connection: asks as soon as it may, and tells its load what comes. */
@SuppressWarnings("FutureReturnValueIgnored") // A failed write or close shows as an event.
class Call extends ChannelInboundHandlerAdapter {
  private final Load load;
  private final byte kind;
  private int received;

  /** A call of a load, which asks for this. */
  Call(Load load, byte kind) {
    this.load = load;
    this.kind = kind;
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    load.opened(ctx.channel());
    if (ctx.pipeline().get(SslHandler.class) == null) {
      begin(ctx);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof SslHandshakeCompletionEvent handshake) {
      if (handshake.isSuccess()) {
        begin(ctx);
      } else {
        failed(handshake.cause());
      }
    }
  }

  private void begin(ChannelHandlerContext ctx) {
    ctx.writeAndFlush(Exchange.request(kind));
    channelWritabilityChanged(ctx);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (kind == Exchange.UPLOAD) {
      while (ctx.channel().isActive() && ctx.channel().isWritable()) {
        ctx.write(Exchange.chunk());
      }
      ctx.flush();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    int size = bytes.readableBytes();
    bytes.release();
    load.received(size);
    received += size;
    if (kind == Exchange.ASK && received >= Exchange.MESSAGE) {
      received -= Exchange.MESSAGE;
      answered(ctx);
    }
  }

  /** A whole answer came. */
  void answered(ChannelHandlerContext ctx) {}

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    failed(new IOException("A proxy closed a connection"));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    failed(cause);
    ctx.close();
  }

  void failed(Throwable cause) {
    load.failed(cause);
  }
}
