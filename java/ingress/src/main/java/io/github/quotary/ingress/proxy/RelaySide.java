package io.github.quotary.ingress.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.timeout.IdleStateEvent;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * One side of a relay. It reads only while the other side's outgoing bytes are below the high water
 * mark of its channel, so that a slow reader slows its peer down and fills no memory.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A failed write or close shows as an event.
final class RelaySide extends ChannelInboundHandlerAdapter {
  private final Relay relay;
  private final LongAdder meter;
  private ByteBuf kept = Unpooled.EMPTY_BUFFER;
  private @Nullable RelaySide peer;
  private @Nullable ChannelHandlerContext ctx;
  private boolean isPumping;
  private boolean isBroken;
  private boolean inputEnded;
  private boolean wasNotified;
  private boolean outputEnded;

  /**
   * A side.
   *
   * @param meter of the bytes that are read here
   */
  RelaySide(Relay relay, LongAdder meter) {
    this.relay = relay;
    this.meter = meter;
  }

  void join(RelaySide other) {
    peer = other;
    other.peer = this;
  }

  private RelaySide peer() {
    return Objects.requireNonNull(peer);
  }

  private ChannelHandlerContext context() {
    return Objects.requireNonNull(ctx);
  }

  /** Whether it has a channel. */
  boolean isJoined() {
    return ctx != null;
  }

  Channel channel() {
    return context().channel();
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    ctx = added;
  }

  /** Keeps bytes for a peer that is not connected yet. */
  void keep(ByteBuf bytes) {
    kept = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(context().alloc(), kept, bytes);
  }

  /** The peer is connected. */
  void begin() {
    isPumping = true;
    ByteBuf bytes = kept;
    kept = Unpooled.EMPTY_BUFFER;
    if (bytes.isReadable()) {
      pump(bytes);
    } else {
      bytes.release();
    }
    peer().context().flush();
    if (inputEnded) {
      relay.inputEnded(this);
    } else {
      readOn();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (isPumping) {
      pump((ByteBuf) message);
    } else {
      keep((ByteBuf) message);
    }
  }

  private void pump(ByteBuf bytes) {
    meter.add(bytes.readableBytes());
    peer().context().write(bytes);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (isPumping) {
      peer().context().flush();
      readOn();
    }
  }

  private void readOn() {
    if (!inputEnded && peer().channel().isWritable()) {
      context().read();
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (isPumping && context.channel().isWritable()) {
      peer().readOn();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    heard(event);
  }

  /** Takes an event of the channel. */
  void heard(Object event) {
    if (isBroken) {
      return;
    }
    if (event instanceof IdleStateEvent) {
      relay.idle();
    } else if (event instanceof SslCloseCompletionEvent) {
      wasNotified |= !inputEnded;
      end();
    } else if (event instanceof ChannelInputShutdownEvent) {
      end();
    }
  }

  /** Nothing more will be read here. */
  private void end() {
    if (!inputEnded) {
      inputEnded = true;
      if (isPumping) {
        relay.inputEnded(this);
      }
    }
  }

  /** Done when all that was written before has left. */
  ChannelFuture flushed() {
    return context().writeAndFlush(Unpooled.EMPTY_BUFFER);
  }

  void outputEnded() {
    outputEnded = true;
  }

  boolean hasInputEnded() {
    return inputEnded;
  }

  /** Whether its end was told by TLS, not by the end of its bytes alone. */
  boolean wasNotified() {
    return wasNotified;
  }

  boolean isDone() {
    return inputEnded && outputEnded;
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (!isBroken) {
      relay.closed(this);
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    kept.release();
    kept = Unpooled.EMPTY_BUFFER;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    isBroken = true;
    relay.broken(this);
  }
}
