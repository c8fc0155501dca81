package io.github.quotary.service.http;

import io.github.quotary.service.access.ApiKeys;
import io.github.quotary.service.access.ClientLimits;
import io.github.quotary.service.batch.BatchEngine;
import io.github.quotary.service.config.Settings;
import io.github.quotary.service.exchange.GrpcPart;
import io.github.quotary.service.exchange.ListenException;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.grpc.server.GrpcServer;
import io.vertx.grpc.server.GrpcServerOptions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * One port for HTTP/1.1, HTTP/2 and gRPC: HTTP/2 by ALPN with TLS, and by prior knowledge without.
 */
public final class HttpListener implements AutoCloseable {
  private static final int STREAMS = 256;
  private static final int WINDOW = 1 << 20;
  private static final int MAX_LOOPS = 64;
  private static final long START_SECONDS = 30;

  private final Vertx vertx;
  private final List<Loop> loops = new CopyOnWriteArrayList<>();
  private final Shared shared;

  /**
   * What answers.
   *
   * @param routes who answers what
   * @param grpc methods of gRPC services
   * @param batch verifies batches
   * @param keys of clients, as they were read last
   * @param limits of clients, if there are any
   * @param workers run handlers
   * @param listener hears of every answer
   * @param ticker nanoseconds since some moment
   */
  public record Parts(
      RouteTable routes,
      List<GrpcPart> grpc,
      BatchEngine batch,
      Supplier<ApiKeys> keys,
      Optional<ClientLimits> limits,
      Executor workers,
      RequestListener listener,
      LongSupplier ticker) {}

  private HttpListener(Vertx vertx, Shared shared) {
    this.vertx = vertx;
    this.shared = shared;
  }

  /**
   * Listens.
   *
   * @throws ListenException if the address cannot be listened on, or TLS not be set up
   */
  public static HttpListener start(Settings settings, Parts parts) {
    int count = Math.min(MAX_LOOPS, Runtime.getRuntime().availableProcessors());
    Accepted accepted =
        new Accepted(
            new Bounds(settings.limits().connections(), settings.limits().connectionsPerClient()),
            parts.ticker());
    Vertx vertx = vertx(accepted, count);
    GrpcServer grpc =
        GrpcServer.server(
            vertx, new GrpcServerOptions().setMaxMessageSize(settings.limits().bodyBytes()));
    parts.grpc().forEach(part -> part.addTo(grpc, parts.workers()));
    Shared shared =
        new Shared(
            settings,
            parts.routes(),
            grpc,
            parts.batch(),
            parts.keys(),
            parts.limits(),
            parts.workers(),
            parts.listener(),
            parts.ticker(),
            accepted,
            new OpenRequests(),
            Unread.ofMemory());
    HttpListener listener = new HttpListener(vertx, shared);
    try {
      HttpServerOptions options = options(settings);
      await(
          vertx.deployVerticle(
              () -> listener.added(new Loop(shared, options)),
              new DeploymentOptions().setInstances(count)));
    } catch (RuntimeException e) {
      listener.stop();
      throw e;
    }
    return listener;
  }

  private static Vertx vertx(Accepted accepted, int loops) {
    return Vertx.builder()
        .withTransport(new CountedTransport(accepted))
        .with(
            new VertxOptions()
                .setEventLoopPoolSize(loops)
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false)))
        .build();
  }

  /** Loads the classes that a listener needs; nothing listens. */
  public static void prepare() {
    Vertx vertx = vertx(new Accepted(new Bounds(1, 1), () -> 0), 1);
    vertx.createHttpServer(new HttpServerOptions());
    GrpcServer.server(vertx);
    vertx.close();
  }

  private Loop added(Loop loop) {
    loops.add(loop);
    return loop;
  }

  private static HttpServerOptions options(Settings settings) {
    Settings.Limits limits = settings.limits();
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(settings.listen().host())
            // A negative port is a free one that all event loops share.
            .setPort(settings.listen().port() == 0 ? -1 : settings.listen().port())
            .setTcpNoDelay(true)
            .setHandle100ContinueAutomatically(true)
            // Their handlers take part in requests that have nothing to do with WebSocket.
            .setPerMessageWebSocketCompressionSupported(false)
            .setPerFrameWebSocketCompressionSupported(false)
            .setMaxInitialLineLength(limits.headerBytes())
            .setMaxHeaderSize(limits.headerBytes())
            .setHttp2ConnectionWindowSize(WINDOW)
            .setInitialSettings(
                new Http2Settings()
                    .setMaxConcurrentStreams(STREAMS)
                    .setInitialWindowSize(WINDOW)
                    .setMaxHeaderListSize(limits.headerBytes())
                    .setPushEnabled(false));
    settings.tls().ifPresent(tls -> Tls.addTo(options, tls));
    return options;
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(START_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | CompletionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new ListenException(String.valueOf(cause.getMessage()), cause);
    } catch (TimeoutException e) {
      throw new ListenException("no answer of the operating system in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ListenException("interrupted", e);
    }
  }

  /** The port that it listens on. */
  public int port() {
    return loops.get(0).port();
  }

  /** How many connections are open. */
  public int connections() {
    return shared.accepted().count();
  }

  /** How many requests are being answered. */
  public int open() {
    return shared.open().count();
  }

  /**
   * Uses another certificate for new connections.
   *
   * @throws ListenException if it cannot be used; the one before stays
   */
  public void update(Settings.Tls tls) {
    loops.forEach(loop -> await(loop.update(Tls.options(tls))));
  }

  /** Takes no new request, and waits for those that are being answered, at most this long. */
  public void drain(Duration most) {
    loops.forEach(Loop::drain);
    shared.open().drain(most);
  }

  private void stop() {
    try {
      await(vertx.close());
    } catch (ListenException e) {
      // It is being left in any case.
    }
  }

  @Override
  public void close() {
    stop();
  }
}
