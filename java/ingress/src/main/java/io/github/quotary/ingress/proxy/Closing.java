package io.github.quotary.ingress.proxy;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslCloseCompletionEvent;

/** Ways to end a connection before its time. */
@SuppressWarnings("FutureReturnValueIgnored") // A failed write or close shows as an event.
final class Closing {
  private Closing() {}

  /** Whether an event says that the client sends no more. */
  static boolean endsInput(Object event) {
    return event instanceof SslCloseCompletionEvent || event instanceof ChannelInputShutdownEvent;
  }

  /**
   * Closes without {@code close_notify}, which would tell the client that it has received all that
   * there was.
   */
  static void abruptly(ChannelHandlerContext ctx) {
    abruptly(ctx.channel());
  }

  /** The same. */
  static void abruptly(Channel channel) {
    ChannelHandlerContext first = channel.pipeline().firstContext();
    if (first == null) {
      channel.close();
    } else {
      first.close();
    }
  }

  /** Closes by a reset, which tells that something broke off where there is no TLS. */
  static void byReset(Channel channel) {
    if (channel.isOpen()) {
      channel.config().setOption(ChannelOption.SO_LINGER, 0);
      abruptly(channel);
    }
  }
}
