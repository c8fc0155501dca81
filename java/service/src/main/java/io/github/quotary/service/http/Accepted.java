package io.github.quotary.service.http;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Connections from the moment that they are accepted: how many there are, and which of them have
 * not sent a first request yet, not even its headers. Thread-safe.
 */
final class Accepted {
  private final Bounds bounds;
  private final LongSupplier ticker;

  /** Who has sent no request, by address and port. */
  private final Map<SocketAddress, Silent> silent = new ConcurrentHashMap<>();

  /** A connection without a request, and since when it is there. */
  private record Silent(Channel channel, long since) {}

  Accepted(Bounds bounds, LongSupplier ticker) {
    this.bounds = bounds;
    this.ticker = ticker;
  }

  /** A connection was accepted; false if there is no room for it. */
  boolean open(Channel channel) {
    SocketAddress remote = channel.remoteAddress();
    String client =
        remote instanceof InetSocketAddress inet && inet.getAddress() != null
            ? inet.getAddress().getHostAddress()
            : "unknown";
    if (!bounds.open(client)) {
      return false;
    }
    if (remote != null) {
      silent.put(remote, new Silent(channel, ticker.getAsLong()));
    }
    channel
        .closeFuture()
        .addListener(
            closed -> {
              bounds.close(client);
              if (remote != null) {
                silent.remove(remote);
              }
            });
    return true;
  }

  /** It has sent a request. Its channel; null if the connection has ended. */
  @Nullable Channel begun(String address, int port) {
    Silent known = silent.remove(new InetSocketAddress(address, port));
    return known == null ? null : known.channel();
  }

  /** Closes what was silent since this time. */
  @SuppressWarnings("FutureReturnValueIgnored") // Nobody waits for it.
  void expire(long since) {
    for (Silent each : silent.values()) {
      if (each.since() - since <= 0) {
        each.channel().close();
      }
    }
  }

  /** How many connections are open. */
  int count() {
    return bounds.count();
  }
}
