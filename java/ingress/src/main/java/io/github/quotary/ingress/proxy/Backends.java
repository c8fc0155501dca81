package io.github.quotary.ingress.proxy;

import io.github.quotary.ingress.config.Target;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Connects to backends. Names are looked up beside the event loops, which must not wait. */
@SuppressWarnings("FutureReturnValueIgnored") // A failed write or close shows as an event.
final class Backends {
  /** So many of a name's addresses are tried, one after the other. */
  private static final int MAX_ADDRESSES = 4;

  private static final int LOOKUP_THREADS = 4;
  private static final int MAX_WAITING_LOOKUPS = 1024;

  private final Duration timeout;
  private final WriteBufferWaterMark waterMark;
  private final ThreadPoolExecutor lookups =
      new ThreadPoolExecutor(
          LOOKUP_THREADS,
          LOOKUP_THREADS,
          10,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(MAX_WAITING_LOOKUPS),
          new DefaultThreadFactory("quotary-ingress-lookup", true));

  /**
   * Backends.
   *
   * @param timeout of each attempt to connect; zero leaves it to the operating system
   */
  Backends(Duration timeout, WriteBufferWaterMark waterMark) {
    this.timeout = timeout;
    this.waterMark = waterMark;
    lookups.allowCoreThreadTimeOut(true);
  }

  /** A connection that reads nothing by itself, on this event loop. */
  Future<Channel> connect(EventLoop loop, Target target) {
    Promise<Channel> promise = loop.newPromise();
    byte[] literal = NetUtil.createByteArrayFromIpAddressString(target.host());
    try {
      if (literal != null) {
        tryNext(loop, List.of(InetAddress.getByAddress(literal)), target.port(), promise);
      } else {
        lookups.execute(() -> lookUp(loop, target, promise));
      }
    } catch (UnknownHostException | RejectedExecutionException e) {
      promise.setFailure(e);
    }
    return promise;
  }

  private void lookUp(EventLoop loop, Target target, Promise<Channel> promise) {
    try {
      InetAddress[] found = InetAddress.getAllByName(target.host());
      List<InetAddress> addresses =
          Arrays.asList(found).subList(0, Math.min(found.length, MAX_ADDRESSES));
      loop.execute(() -> tryNext(loop, addresses, target.port(), promise));
    } catch (UnknownHostException | RejectedExecutionException e) {
      promise.setFailure(e);
    }
  }

  private void tryNext(
      EventLoop loop, List<InetAddress> addresses, int port, Promise<Channel> promise) {
    bootstrap(loop)
        .connect(new InetSocketAddress(addresses.get(0), port))
        .addListener(
            (ChannelFuture future) -> {
              if (future.isSuccess()) {
                promise.setSuccess(future.channel());
              } else if (addresses.size() > 1) {
                tryNext(loop, addresses.subList(1, addresses.size()), port, promise);
              } else {
                promise.setFailure(future.cause());
              }
            });
  }

  private Bootstrap bootstrap(EventLoop loop) {
    return new Bootstrap()
        .group(loop)
        .channel(NioSocketChannel.class)
        .option(ChannelOption.AUTO_READ, false)
        .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
        // A backend that takes no more may have answered already.
        .option(ChannelOption.AUTO_CLOSE, false)
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.WRITE_BUFFER_WATER_MARK, waterMark)
        .option(
            ChannelOption.CONNECT_TIMEOUT_MILLIS,
            (int) Math.min(timeout.toMillis(), Integer.MAX_VALUE))
        .handler(new ChannelInboundHandlerAdapter());
  }

  /** Ends lookups. */
  void stop() {
    lookups.shutdownNow();
  }
}
