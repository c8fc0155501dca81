package io.github.quotary.service.http;

import io.github.quotary.service.access.ApiKeys;
import io.github.quotary.service.exchange.Answer;
import io.github.quotary.service.exchange.Problem;
import io.github.quotary.service.exchange.Route;
import io.netty.channel.Channel;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.ServerSSLOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** One event loop: its connections, and what becomes of their requests. */
final class Loop extends VerticleBase {
  private static final long SWEEP_MILLIS = 250;
  private static final long ENHANCE_YOUR_CALM = 0xb;
  private static final int TOO_MANY = 429;
  static final String BATCH = "/v1/batch";

  private final Shared shared;
  private final HttpServerOptions options;
  private final Deadlines deadlines = new Deadlines();
  private final Map<HttpConnection, Peer> peers = new HashMap<>();
  private @Nullable HttpServer server;
  private Executor executor = Runnable::run;
  private boolean isDraining;

  Loop(Shared shared, HttpServerOptions options) {
    this.shared = shared;
    this.options = options;
  }

  @Override
  public Future<?> start() {
    Context own = context;
    executor = task -> run(own, task);
    vertx.setPeriodic(SWEEP_MILLIS, any -> sweep());
    HttpServer made =
        vertx
            .createHttpServer(options)
            .connectionHandler(this::connected)
            .requestHandler(this::handle);
    server = made;
    return made.listen();
  }

  private static void run(Context context, Runnable task) {
    try {
      context.runOnContext(any -> task.run());
    } catch (RejectedExecutionException e) {
      // It has ended, and its connections with it.
    }
  }

  /** The port that it listens on. */
  int port() {
    return server == null ? 0 : server.actualPort();
  }

  /** Accepts new connections with another certificate. */
  Future<Boolean> update(ServerSSLOptions tls) {
    return server == null ? Future.succeededFuture(false) : server.updateSSLOptions(tls);
  }

  /** Answers no new request; connections without a request are closed. */
  void drain() {
    executor.execute(
        () -> {
          isDraining = true;
          close(peers.values().stream().filter(each -> each.isIdleSince(now())).toList());
        });
  }

  private static void close(Iterable<Peer> idle) {
    idle.forEach(each -> each.connection().close());
  }

  Shared shared() {
    return shared;
  }

  /** Refuses what a client that does not read its answers asks. */
  boolean isRefusedUnread(Peer peer, HttpServerRequest request, String route, long start) {
    boolean isRefused =
        request.version() == HttpVersion.HTTP_2 && shared.unread().isTooMuch(peer.unread());
    if (isRefused) {
      request.response().reset(ENHANCE_YOUR_CALM);
      shared.listener().onAnswer(route, TOO_MANY, now() - start);
    }
    return isRefused;
  }

  /** Counts an HTTP/2 answer until its client has read it. */
  void watch(Peer peer, HttpServerRequest request, Answer answer, Future<Void> sent) {
    if (request.version() == HttpVersion.HTTP_2) {
      int size = answer.body().length;
      peer.addUnread(size);
      shared.unread().add(size);
      sent.onComplete(
          any -> {
            peer.addUnread(-size);
            shared.unread().add(-size);
          });
    }
  }

  /** Runs tasks on this event loop. */
  Executor executor() {
    return executor;
  }

  private long now() {
    return shared.ticker().getAsLong();
  }

  private void connected(HttpConnection connection) {
    String client = String.valueOf(connection.remoteAddress().hostAddress());
    Channel channel = shared.accepted().begun(client, connection.remoteAddress().port());
    peers.put(connection, new Peer(connection, client, channel, now()));
    connection.closeHandler(closed -> peers.remove(connection));
  }

  private void sweep() {
    long now = now();
    deadlines.expire(now);
    long since = now - shared.settings().limits().idle().toNanos();
    shared.accepted().expire(since);
    close(
        new ArrayList<>(peers.values()).stream().filter(each -> each.isIdleSince(since)).toList());
  }

  private void handle(HttpServerRequest request) {
    Peer peer = peers.get(request.connection());
    if (peer == null) {
      request.connection().close(); // It is being closed.
      return;
    }
    long start = now();
    if (isRefusedUnread(peer, request, "", start)) {
      return;
    }
    Route route = shared.routes().find(request.method().name(), Exchange.path(request));
    boolean isGrpc = isGrpc(request);
    Answer refusal = refusal(request, peer, route, isGrpc);
    if (refusal != null) {
      refuse(request, peer, refusal, start);
    } else if (isGrpc) {
      GrpcExchange call = new GrpcExchange(this, peer, request, start);
      open(call, peer, start);
      call.begin();
    } else if (route != null && route.path().equals(BATCH)) {
      begin(new BatchExchange(this, peer, request, shared.batch(), start), peer, start);
    } else if (route != null) {
      exchange(request, peer, route, start);
    }
  }

  private void exchange(HttpServerRequest request, Peer peer, Route route, long start) {
    long length = length(request);
    if (length > shared.settings().limits().bodyBytes()) {
      refuse(request, peer, Exchange.tooLarge(shared.settings().limits().bodyBytes()), start);
      return;
    }
    Exchange exchange = new Exchange(this, peer, request, route, start, length);
    open(exchange, peer, start);
    exchange.begin();
  }

  private void begin(BatchExchange batch, Peer peer, long start) {
    open(batch, peer, start);
    batch.begin();
  }

  private void open(Deadlines.Timed timed, Peer peer, long start) {
    shared.open().begin();
    peer.begin();
    extend(timed, start);
  }

  /** Gives it the time that a request has, from now on. */
  void extend(Deadlines.Timed timed, long now) {
    deadlines.add(timed, now + shared.settings().limits().request().toNanos());
  }

  void extend(Deadlines.Timed timed) {
    extend(timed, now());
  }

  /** The request was answered, or is lost. */
  void ended(Deadlines.Timed timed, Peer peer) {
    deadlines.remove(timed);
    peer.end(now());
    shared.open().end();
    if (isDraining && peer.isIdleSince(now())) {
      // After its answer was written.
      executor.execute(() -> peer.connection().close());
    }
  }

  private static long length(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? -1 : Long.parseLong(length);
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }

  private static boolean isGrpc(HttpServerRequest request) {
    String type = request.getHeader(HttpHeaders.CONTENT_TYPE);
    return type != null && type.startsWith("application/grpc");
  }

  /** Why it is not answered; null if it is. */
  private @Nullable Answer refusal(
      HttpServerRequest request, Peer peer, @Nullable Route route, boolean isGrpc) {
    if (isDraining) {
      return new Problem(503, "Stopping", "The service is about to stop.", "").retryAfter(1);
    }
    if (request.version() == HttpVersion.HTTP_1_1
        && request.headers().getAll(HttpHeaders.HOST).size() != 1) {
      return Problem.badRequest("A request has exactly one header Host").answer();
    }
    if (route == null && !isGrpc) {
      return unknown(request);
    }
    String client = peer.address();
    boolean isOpen = route != null && route.access() == Route.Access.EVERYBODY;
    ApiKeys keys = shared.keys().get();
    if (keys.areRequired() && !isOpen) {
      var name =
          keys.nameOf(
              header(request, HttpHeaders.AUTHORIZATION.toString()), header(request, "x-api-key"));
      if (name.isEmpty()) {
        return new Problem(
                401, "Key needed", "Send a key of this service as Authorization: Bearer KEY.", "")
            .answer(Map.of("www-authenticate", "Bearer"));
      }
      client = "key " + name.get();
    }
    if (shared.limits().isPresent() && !isOpen) {
      long wait = shared.limits().get().take(client);
      if (wait > 0) {
        return new Problem(
                429, "Too many requests", "This client sends more requests than it may.", "")
            .retryAfter(wait);
      }
    }
    boolean isBatch = route != null && route.path().equals(BATCH);
    if (isBatch && request.query() != null && !request.query().isEmpty()) {
      return Problem.badRequest("A batch has no parameters in the query").answer();
    }
    return null;
  }

  private static String header(HttpServerRequest request, String name) {
    String value = request.getHeader(name);
    return value == null ? "" : value;
  }

  private Answer unknown(HttpServerRequest request) {
    String allowed = shared.routes().allowed(Exchange.path(request));
    if (request.method().equals(HttpMethod.OPTIONS) && !allowed.isEmpty()) {
      return new Answer(204, "", Map.of("allow", allowed), new byte[0]);
    }
    return allowed.isEmpty()
        ? new Problem(
                404, "Not found", "There is nothing at this path; see GET /v1/openapi.json.", "")
            .answer()
        : new Problem(405, "Method not allowed", "This path allows " + allowed + ".", "")
            .answer(Map.of("allow", allowed));
  }

  private void refuse(HttpServerRequest request, Peer peer, Answer answer, long start) {
    boolean isWhole = request.isEnded();
    Exchange.write(request.response(), answer);
    if (!isWhole && request.version() != HttpVersion.HTTP_2) {
      // A small body is read so that the answer reaches its sender; the connection then stays.
      new Rest(request).drop();
    }
    var sent = Exchange.end(request, answer);
    watch(peer, request, answer, sent);
    shared.listener().onAnswer("", answer.status(), now() - start);
    if (!isWhole && request.version() == HttpVersion.HTTP_2) {
      sent.onComplete(any -> Exchange.cut(request));
    }
  }
}
