package io.github.quotary.ingress.proxy;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/**
 * A listener that takes TLS off and passes what is within to backends. Thread-safe; its threads are
 * daemons.
 */
@SuppressWarnings("FutureReturnValueIgnored") // A failed write or close shows as an event.
public final class ProxyServer {
  /** The event that tells connections to end when they are idle. */
  static final Object STOPPING = new Object();

  private static final int BACKLOG = 1024;
  private static final int THREADS = Math.max(2, Runtime.getRuntime().availableProcessors());
  private static final WriteBufferWaterMark WATER_MARK =
      new WriteBufferWaterMark(32 * 1024, 64 * 1024);
  private static final int LOOP_STOP_SECONDS = 5;

  private final Door door;
  private final EventLoopGroup loops;
  private final Channel listener;
  private final ChannelGroup connections;

  private ProxyServer(Door door, EventLoopGroup loops, Channel listener, ChannelGroup connections) {
    this.door = door;
    this.loops = loops;
    this.listener = listener;
    this.connections = connections;
  }

  /** Listens, and serves these certificates. */
  public static ProxyStart start(ProxySettings settings, ServedCertificates certificates) {
    Optional<String> unavailable = settings.engine().unavailable();
    if (unavailable.isPresent()) {
      return failed(ProxyFault.Kind.ENGINE, unavailable.get() + "; take " + TlsEngine.JSSE);
    }
    Identities identities;
    try {
      identities =
          Identities.of(
              new TlsContexts(settings.engine(), settings.tls()),
              settings.limits().alpn(),
              certificates);
    } catch (SSLException e) {
      return failed(ProxyFault.Kind.CERTIFICATE, String.valueOf(e.getMessage()));
    }
    Door door =
        new Door(
            settings,
            identities,
            new Backends(settings.limits().connectTimeout(), WATER_MARK),
            new Meters(settings.limits().maxConnections()));
    return listen(door);
  }

  private static ProxyStart failed(ProxyFault.Kind kind, String message) {
    return new ProxyStart.Failed(new ProxyFault(kind, message));
  }

  private static ProxyStart listen(Door door) {
    EventLoopGroup loops =
        new MultiThreadIoEventLoopGroup(
            THREADS, new DefaultThreadFactory("quotary-ingress", true), NioIoHandler.newFactory());
    ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
            .childHandler(new Accepted(door, connections))
            .bind(door.settings().listen())
            .awaitUninterruptibly();
    if (bound.isSuccess()) {
      return new ProxyStart.Started(new ProxyServer(door, loops, bound.channel(), connections));
    }
    loops.shutdownGracefully(0, LOOP_STOP_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
    door.backends().stop();
    door.identities().release();
    return failed(
        ProxyFault.Kind.LISTEN,
        "Cannot listen on "
            + door.settings().listen()
            + ": "
            + bound.cause().getMessage()
            + "; choose another port, or stop what has it");
  }

  /** Begins the connections that are not too many. */
  private static final class Accepted extends ChannelInitializer<Channel> {
    private final Door door;
    private final ChannelGroup connections;

    Accepted(Door door, ChannelGroup connections) {
      this.door = door;
      this.connections = connections;
    }

    @Override
    protected void initChannel(Channel channel) {
      if (!door.meters().entered()) {
        channel.unsafe().closeForcibly();
        return;
      }
      channel.closeFuture().addListener(closed -> door.meters().left());
      connections.add(channel);
      Connection connection = new Connection(door);
      channel.pipeline().addLast(new HelloHandler(door.identities(), connection), connection);
    }
  }

  /**
   * Serves other certificates from the next handshake on. Open connections go on.
   *
   * @return why the certificates before are still served; empty if they are not
   */
  public Optional<ProxyFault> replace(ServedCertificates certificates) {
    return attempt(() -> door.identities().replace(certificates));
  }

  /**
   * Answers the challenge tls-alpn-01 of a name, RFC 8737, until it is withdrawn. Such a handshake
   * ends its connection.
   *
   * @return why it is not answered; empty if it is
   */
  public Optional<ProxyFault> offerChallenge(String name, ServedCertificate certificate) {
    return attempt(() -> door.identities().offer(lower(name), certificate));
  }

  /** Does not answer the challenge of this name any more. */
  public void withdrawChallenge(String name) {
    door.identities().withdraw(lower(name));
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** A change of identities. */
  private interface Change {
    void make() throws SSLException;
  }

  private static Optional<ProxyFault> attempt(Change change) {
    try {
      change.make();
      return Optional.empty();
    } catch (SSLException e) {
      return Optional.of(
          new ProxyFault(ProxyFault.Kind.CERTIFICATE, String.valueOf(e.getMessage())));
    }
  }

  /** The port that it listens on. */
  public int port() {
    return ((InetSocketAddress) listener.localAddress()).getPort();
  }

  /** What was counted so far. */
  public ProxyCounters counters() {
    return door.meters().counters();
  }

  /** What computes TLS. */
  public TlsEngine engine() {
    return door.settings().engine();
  }

  /**
   * Accepts nothing more, waits for open connections to end, and closes those that do not. Blocks
   * until then; a second call does nothing.
   *
   * @return whether all connections ended by themselves
   */
  public synchronized boolean stop(Duration grace) {
    if (loops.isShuttingDown()) {
      return connections.isEmpty();
    }
    listener.close().awaitUninterruptibly();
    connections.forEach(channel -> channel.pipeline().fireUserEventTriggered(STOPPING));
    boolean ended = connections.newCloseFuture().awaitUninterruptibly(grace.toMillis());
    connections.forEach(Closing::abruptly);
    loops.shutdownGracefully(0, LOOP_STOP_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
    door.backends().stop();
    door.identities().release();
    return ended;
  }
}
