package io.github.quotary.ingress.proxy;

import io.github.quotary.ingress.config.Target;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Connects a client with a backend, and ends both in order: one direction may end before the other;
 * what broke off on one side breaks off on the other. Used by one event loop alone.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A failed write or close shows as an event.
final class Relay {
  /** How long a client may be silent after the backend has said its last word. */
  private static final Duration FAREWELL = Duration.ofSeconds(30);

  private final Door door;
  private final SslHandler tls;
  private final String host;
  private final RelaySide client;
  private final RelaySide backend;

  Relay(Door door, SslHandler tls, String host) {
    this.door = door;
    this.tls = tls;
    this.host = host;
    this.client = new RelaySide(this, door.meters().bytesIn);
    this.backend = new RelaySide(this, door.meters().bytesOut);
    client.join(backend);
  }

  /** The handler for the client's pipeline, which reads nothing by itself. */
  RelaySide client() {
    return client;
  }

  /**
   * Connects to the backend.
   *
   * @param seen bytes of the client, which are released here
   */
  void start(ByteBuf seen) {
    client.keep(seen);
    limitIdleness(client.channel(), door.settings().limits().clientTimeout());
    Target target =
        host.isEmpty() ? door.settings().routing().otherwise() : door.settings().routing().of(host);
    door.backends()
        .connect(client.channel().eventLoop(), target)
        .addListener((Future<Channel> future) -> connected(future));
  }

  private void connected(Future<Channel> future) {
    if (!future.isSuccess()) {
      door.meters().failedConnects.increment();
      client.channel().close();
      return;
    }
    Channel channel = future.getNow();
    if (!client.channel().isActive()) {
      channel.close();
      return;
    }
    channel.pipeline().addLast("relay", backend);
    limitIdleness(channel, door.settings().limits().serverTimeout());
    if (door.settings().sendsProxyHeader()) {
      channel.write(
          Unpooled.wrappedBuffer(
              ProxyHeader.of(client.channel().remoteAddress(), client.channel().localAddress())));
    }
    client.begin();
    backend.begin();
  }

  private static void limitIdleness(Channel channel, Duration time) {
    if (!time.isZero()) {
      channel.pipeline().addFirst(new IdleStateHandler(0, 0, time.toNanos(), TimeUnit.NANOSECONDS));
    }
  }

  /** One side sends no more: the other one is told, after all that was sent before. */
  void inputEnded(RelaySide side) {
    if (side == backend) {
      client.flushed().addListener(done -> tls.closeOutbound().addListener(sent -> farewell()));
    } else {
      endOutput(backend);
      if (client.wasNotified() && !canStillAnswer()) {
        backend.flushed().addListener(done -> closeBoth());
      }
    }
    closeIfDone();
  }

  private boolean canStillAnswer() {
    return door.settings()
        .engine()
        .answersAfterCloseNotify(tls.engine().getSession().getProtocol());
  }

  private void farewell() {
    endOutput(client);
    limitIdleness(client.channel(), FAREWELL);
  }

  private void endOutput(RelaySide side) {
    side.flushed()
        .addListener(
            done ->
                ((DuplexChannel) side.channel())
                    .shutdownOutput()
                    .addListener(
                        shut -> {
                          side.outputEnded();
                          closeIfDone();
                        }));
  }

  private void closeIfDone() {
    if (client.isDone() && backend.isDone()) {
      closeBoth();
    }
  }

  private void closeBoth() {
    client.channel().close();
    backend.channel().close();
  }

  /** One side is closed. */
  void closed(RelaySide side) {
    if (side.hasInputEnded()) {
      RelaySide other = other(side);
      if (other.isJoined()) {
        other.flushed().addListener(done -> other.channel().close());
      }
    } else {
      broken(side);
    }
  }

  /**
   * One side broke off: the other one must not take that for an end. A backend is reset; a client
   * gets what there is, and no close_notify after it.
   */
  void broken(RelaySide side) {
    Closing.byReset(side.channel());
    RelaySide other = other(side);
    if (other == client) {
      client.flushed().addListener(done -> Closing.abruptly(client.channel()));
    } else if (backend.isJoined()) {
      Closing.byReset(backend.channel());
    }
  }

  private RelaySide other(RelaySide side) {
    return side == client ? backend : client;
  }

  /** Nothing was heard of a side for too long. */
  void idle() {
    Closing.abruptly(client.channel());
    if (backend.isJoined()) {
      Closing.abruptly(backend.channel());
    }
  }
}
