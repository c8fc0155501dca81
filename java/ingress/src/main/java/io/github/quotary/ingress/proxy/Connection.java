package io.github.quotary.ingress.proxy;

import io.github.quotary.ingress.proxy.FirstBytes.Answerer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A client's connection from its acceptance until it is known who answers it. Then this handler
 * leaves the pipeline. Used by the connection's event loop alone.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A failed write or close shows as an event.
final class Connection extends ChannelInboundHandlerAdapter {
  private final Door door;
  private final FirstBytes first = new FirstBytes();
  private ByteBuf seen = Unpooled.EMPTY_BUFFER;
  private ClientHello hello = ClientHello.EMPTY;
  private @Nullable SslHandler tls;
  private @Nullable Future<?> deadline;
  private @Nullable Future<?> pause;
  private boolean isSecure;

  Connection(Door door) {
    this.door = door;
  }

  /** The client said what it wants, and this handler will talk TLS with it. */
  void helloCame(ClientHello said, SslHandler handler) {
    hello = said;
    tls = handler;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    deadline = after(door.settings().times().handshake(), ctx, () -> Closing.abruptly(ctx));
  }

  private static Future<?> after(Duration time, ChannelHandlerContext ctx, Runnable action) {
    return ctx.executor().schedule(action, time.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event instanceof SslHandshakeCompletionEvent handshake) {
      if (handshake.isSuccess()) {
        secured(ctx);
      }
    } else if (Closing.endsInput(event)) {
      ended(ctx, event);
    }
  }

  private void secured(ChannelHandlerContext ctx) {
    isSecure = true;
    cancel(deadline);
    if (hello.isChallenge()) {
      door.meters().challenges.increment();
      ctx.close();
      return;
    }
    ctx.channel().config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    if (door.settings().evidence().isEmpty()) {
      relay(ctx);
      return;
    }
    deadline = after(door.settings().times().look(), ctx, () -> relay(ctx));
  }

  /** The client sends no more, so that what it sent is all there is to look at. */
  private void ended(ChannelHandlerContext ctx, Object event) {
    if (!isSecure || !seen.isReadable()) {
      ctx.close();
    } else {
      relay(ctx).client().heard(event);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (hello.isChallenge()) {
      // It may come with the end of the handshake, before the connection is closed.
      ReferenceCountUtil.release(message);
      return;
    }
    seen = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), seen, (ByteBuf) message);
    Answerer answerer = first.look(seen);
    cancel(pause);
    switch (answerer) {
      case OPEN -> {}
      case OPEN_HTTP2 -> pause = after(door.settings().times().http2Pause(), ctx, () -> relay(ctx));
      case BACKEND -> relay(ctx);
      case EVIDENCE_HTTP1, EVIDENCE_HTTP2 -> evidence(ctx, answerer == Answerer.EVIDENCE_HTTP2);
    }
  }

  private Relay relay(ChannelHandlerContext ctx) {
    SslHandler handler = tls;
    if (handler == null) {
      throw new IllegalStateException("A connection is relayed after its handshake alone");
    }
    ctx.channel().config().setAutoRead(false);
    Relay relay = new Relay(door, handler, hello.host());
    ByteBuf bytes = take();
    ctx.pipeline().replace(this, "relay", relay.client());
    relay.start(bytes);
    return relay;
  }

  private void evidence(ChannelHandlerContext ctx, boolean isHttp2) {
    EvidencePipeline pipeline = new EvidencePipeline(door, hello.host());
    pipeline.append(ctx.channel(), isHttp2);
    ByteBuf bytes = take();
    ctx.fireChannelRead(bytes);
    ctx.pipeline().remove(this);
  }

  private ByteBuf take() {
    ByteBuf bytes = seen;
    seen = Unpooled.EMPTY_BUFFER;
    return bytes;
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    cancel(deadline);
    cancel(pause);
    first.release();
    take().release();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (!isSecure) {
      door.meters().failedHandshakes.increment();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close();
  }

  private static void cancel(@Nullable Future<?> timer) {
    if (timer != null) {
      timer.cancel(false);
    }
  }
}
