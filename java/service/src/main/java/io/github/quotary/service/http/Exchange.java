package io.github.quotary.service.http;

import io.github.quotary.service.exchange.Answer;
import io.github.quotary.service.exchange.Early;
import io.github.quotary.service.exchange.Problem;
import io.github.quotary.service.exchange.ProblemException;
import io.github.quotary.service.exchange.Request;
import io.github.quotary.service.exchange.Route;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** One request and its answer, on its event loop. Not thread-safe. */
final class Exchange extends Deadlines.Timed {
  private static final CharSequence NO_SNIFF = HttpHeaders.createOptimized("nosniff");
  private static final CharSequence OPTIONS = HttpHeaders.createOptimized("x-content-type-options");
  private static final CharSequence JSON = HttpHeaders.createOptimized(Answer.JSON);
  private static final CharSequence CLOSE = HttpHeaders.createOptimized("close");

  private final Loop loop;
  private final Peer peer;
  private final HttpServerRequest request;
  private final Route route;
  private final Body body;
  private final long start;
  private boolean isRead;
  private boolean isDone;

  Exchange(Loop loop, Peer peer, HttpServerRequest request, Route route, long start, long length) {
    this.loop = loop;
    this.peer = peer;
    this.request = request;
    this.route = route;
    this.start = start;
    body = new Body(length, loop.shared().settings().limits().bodyBytes());
  }

  /** Reads the body, and has it answered. */
  void begin() {
    request.exceptionHandler(e -> finish());
    request.response().exceptionHandler(e -> finish());
    request.handler(this::read);
    request.endHandler(end -> answer());
  }

  private void read(Buffer piece) {
    if (!isDone && !body.add(piece)) {
      respond(tooLarge(loop.shared().settings().limits().bodyBytes()));
    }
  }

  static Answer tooLarge(long max) {
    return new Problem(
            413,
            "Body too large",
            "The body has more than " + max + " bytes, the maximum here.",
            "")
        .answer();
  }

  private void answer() {
    isRead = true;
    if (isDone) {
      return;
    }
    byte[] bytes = body.bytes();
    Early early = loop.shared().routes().early(route.path());
    Early.Begun begun =
        early == null
            ? Early.Begun.OTHER
            : early.begin(
                bytes,
                header(HttpHeaders.CONTENT_TYPE),
                header(HttpHeaders.ACCEPT),
                query(),
                loop.executor(),
                this::respond);
    if (begun == Early.Begun.FULL) {
      respond(Problem.busy().retryAfter(1));
    } else if (begun == Early.Begun.OTHER) {
      work(request(bytes));
    }
  }

  private String header(CharSequence name) {
    String value = request.getHeader(name);
    return value == null ? "" : value;
  }

  private String query() {
    String query = request.query();
    return query == null ? "" : query;
  }

  private void work(Request whole) {
    try {
      loop.shared()
          .workers()
          .execute(
              () -> {
                Answer answer = handled(whole);
                loop.executor().execute(() -> respond(answer));
              });
    } catch (RejectedExecutionException e) {
      respond(Problem.busy().retryAfter(1));
    }
  }

  private Answer handled(Request whole) {
    try {
      return route.handler().answer(whole);
    } catch (ProblemException e) {
      return e.problem().answer();
    } catch (RuntimeException e) {
      loop.shared().listener().onFault(route.path(), e);
      return Problem.internal().answer();
    }
  }

  private Request request(byte[] bytes) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    request
        .headers()
        .forEach(
            (name, value) ->
                headers
                    .computeIfAbsent(name.toLowerCase(Locale.ROOT), any -> new ArrayList<>(1))
                    .add(value));
    return new Request(
        request.method().name(),
        path(request),
        query(),
        headers,
        bytes,
        peer.address(),
        certificates());
  }

  static String path(HttpServerRequest request) {
    String path = request.path();
    return path == null ? "" : path;
  }

  private List<X509Certificate> certificates() {
    if (!request.isSSL()) {
      return List.of();
    }
    try {
      List<X509Certificate> chain = new ArrayList<>();
      for (Certificate each : request.connection().peerCertificates()) {
        if (each instanceof X509Certificate x509) {
          chain.add(x509);
        }
      }
      return chain;
    } catch (SSLPeerUnverifiedException e) {
      return List.of();
    }
  }

  /** Sends the answer, unless one was sent. */
  void respond(Answer answer) {
    if (isDone) {
      return;
    }
    finish();
    HttpServerResponse response = request.response();
    if (response.closed() || response.ended()) {
      return;
    }
    if (loop.isRefusedUnread(peer, request, route.path(), start)) {
      return;
    }
    write(response, answer);
    boolean isCut = !isRead;
    if (isCut && request.version() != HttpVersion.HTTP_2) {
      response.putHeader(HttpHeaders.CONNECTION, CLOSE);
    }
    var sent = end(request, answer);
    loop.watch(peer, request, answer, sent);
    loop.shared()
        .listener()
        .onAnswer(route.path(), answer.status(), loop.shared().ticker().getAsLong() - start);
    if (isCut) {
      sent.onComplete(any -> cut(request));
    }
  }

  /** Status and headers of an answer. */
  @SuppressWarnings("ReferenceEquality") // The usual type, whose form is made once.
  static void write(HttpServerResponse response, Answer answer) {
    response.setStatusCode(answer.status());
    if (answer.contentType() == Answer.JSON) {
      response.putHeader(HttpHeaders.CONTENT_TYPE, JSON);
    } else if (!answer.contentType().isEmpty()) {
      response.putHeader(HttpHeaders.CONTENT_TYPE, answer.contentType());
    }
    response.putHeader(OPTIONS, NO_SNIFF);
    if (!answer.headers().isEmpty()) {
      answer.headers().forEach(response::putHeader);
    }
  }

  /** Ends the answer with its body; to HEAD only the body's length is told. */
  static Future<Void> end(HttpServerRequest request, Answer answer) {
    HttpServerResponse response = request.response();
    if (HttpMethod.HEAD.equals(request.method())) {
      response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(answer.body().length));
      return response.end();
    }
    return response.end(Body.of(answer.body()));
  }

  /** The rest of a request that was answered early is not read. */
  static void cut(HttpServerRequest request) {
    if (request.version() == HttpVersion.HTTP_2) {
      request.response().reset(0);
    } else {
      request.connection().close();
    }
  }

  private void finish() {
    if (!isDone) {
      isDone = true;
      loop.ended(this, peer);
    }
  }

  @Override
  void timeOut() {
    if (isRead) {
      respond(
          new Problem(503, "Not in time", "There was no answer in the time that a request has.", "")
              .retryAfter(1));
    } else {
      respond(
          new Problem(408, "Request not in time", "The request was not sent in time.", "")
              .answer());
    }
  }
}
