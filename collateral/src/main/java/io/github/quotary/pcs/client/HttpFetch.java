package io.github.quotary.pcs.client;

import io.github.quotary.pcs.document.FailureKind;
import io.github.quotary.pcs.document.Refusal;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;

/**
 * GET with bounds: of time for a whole answer, of its size, of redirects (same host only), of
 * tries. Thread-safe.
 */
final class HttpFetch {
  private static final int MAX_REDIRECTS = 3;

  private final HttpClient client;
  private final Duration timeout;
  private final int maxBytes;
  private final RetryPolicy retryPolicy;
  private final Pause pause;
  private final RandomGenerator random;
  private final Clock clock;

  HttpFetch(PcsClient.Builder settings) {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.connectTimeout);
    settings.sslContext().ifPresent(builder::sslContext);
    client = builder.build();
    timeout = settings.timeout;
    maxBytes = settings.maxBodyBytes;
    retryPolicy = settings.retryPolicy;
    pause = settings.pause;
    random = settings.random;
    clock = settings.clock;
  }

  /** A pause between two tries. */
  @FunctionalInterface
  interface Pause {
    void pause(Duration duration) throws InterruptedException;
  }

  /** An answer of status 200. */
  HttpReply get(URI uri, Map<String, String> headers) throws Refusal {
    for (int attempt = 1; ; attempt++) {
      Refusal failure;
      try {
        HttpReply reply = follow(uri, headers);
        if (reply.status() == 200) {
          return requirePlainCoding(reply);
        }
        failure = refusalOf(reply);
      } catch (Refusal refusal) {
        failure = refusal;
      }
      Optional<Duration> wait = retryPolicy.pauseAfter(attempt, failure, random);
      if (wait.isEmpty()) {
        throw failure;
      }
      pauseFor(wait.get());
    }
  }

  private void pauseFor(Duration wait) throws Refusal {
    try {
      pause.pause(wait);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private HttpReply follow(URI start, Map<String, String> headers) throws Refusal {
    URI uri = start;
    for (int hops = 0; ; hops++) {
      HttpReply reply = exchange(uri, headers);
      if (!isRedirect(reply.status())) {
        return reply;
      }
      if (hops == MAX_REDIRECTS) {
        throw new Refusal(
            FailureKind.REDIRECT_REFUSED,
            start + " redirects more than " + MAX_REDIRECTS + " times");
      }
      uri = redirectTarget(reply);
    }
  }

  private static boolean isRedirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
  }

  private static URI redirectTarget(HttpReply reply) throws Refusal {
    URI from = reply.uri();
    String location = reply.header("location").orElse("");
    URI to;
    try {
      to = from.resolve(location);
    } catch (IllegalArgumentException e) {
      throw new Refusal(FailureKind.REDIRECT_REFUSED, from + " redirects to no address");
    }
    boolean sameHost = from.getHost().equalsIgnoreCase(to.getHost());
    boolean sameScheme = from.getScheme().equals(to.getScheme()) && from.getPort() == to.getPort();
    boolean upgrade = from.getScheme().equals("http") && "https".equals(to.getScheme());
    if (location.isEmpty() || !sameHost || !(sameScheme || upgrade)) {
      throw new Refusal(
          FailureKind.REDIRECT_REFUSED,
          from + " redirects elsewhere, to " + printable(location) + ", which is not followed");
    }
    return to;
  }

  private static String printable(String text) {
    String ascii = text.replaceAll("[^ -~]", "?");
    return ascii.length() > 200 ? ascii.substring(0, 200) + "..." : ascii;
  }

  private HttpReply exchange(URI uri, Map<String, String> headers) throws Refusal {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).timeout(timeout).header("User-Agent", "quotary");
    headers.forEach(request::setHeader);
    // The client's own timeout ends with the headers; the future's covers the body, too.
    CompletableFuture<HttpResponse<byte[]>> exchange =
        client.sendAsync(request.build(), BoundedBody.handler(maxBytes));
    try {
      HttpResponse<byte[]> response = exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return new HttpReply(
          uri, response.statusCode(), lowerCase(response.headers().map()), response.body());
    } catch (TimeoutException e) {
      exchange.cancel(true);
      throw unreachable(uri, "no complete answer within " + timeout.toMillis() + " ms");
    } catch (InterruptedException e) {
      exchange.cancel(true);
      throw interrupted();
    } catch (ExecutionException | CancellationException e) {
      throw refusalOf(uri, e.getCause() == null ? e : e.getCause());
    }
  }

  private Refusal refusalOf(URI uri, Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof BoundedBody.TooLargeException) {
        return new Refusal(FailureKind.TOO_LARGE, uri + ": " + cause.getMessage());
      }
    }
    if (error instanceof HttpTimeoutException) {
      return unreachable(uri, "no answer within " + timeout.toMillis() + " ms");
    }
    if (error instanceof ConnectException) {
      return unreachable(uri, "cannot connect" + reason(error));
    }
    String what = error instanceof IOException ? "the connection failed" : "the request failed";
    return unreachable(uri, what + reason(error));
  }

  private static String reason(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause.getMessage() != null) {
        return ": " + printable(cause.getMessage());
      }
    }
    return " (" + error.getClass().getSimpleName() + ")";
  }

  private static Refusal unreachable(URI uri, String detail) {
    return new Refusal(FailureKind.UNREACHABLE, uri + ": " + detail);
  }

  private static Refusal interrupted() {
    Thread.currentThread().interrupt();
    return new Refusal(FailureKind.BUSY, "the fetch was interrupted");
  }

  private static HttpReply requirePlainCoding(HttpReply reply) throws Refusal {
    String coding = reply.header("content-encoding").orElse("identity");
    if (!coding.equalsIgnoreCase("identity")) {
      throw new Refusal(
          FailureKind.MALFORMED,
          reply.uri() + " answers in content coding " + printable(coding) + ", unasked");
    }
    return reply;
  }

  private Refusal refusalOf(HttpReply reply) {
    int status = reply.status();
    FailureKind kind =
        switch (status) {
          case 404, 410 -> FailureKind.NOT_FOUND;
          case 429 -> FailureKind.RATE_LIMITED;
          default -> status >= 500 ? FailureKind.SERVER_ERROR : FailureKind.CLIENT_ERROR;
        };
    Duration retryAfter =
        reply
            .header("retry-after")
            .flatMap(value -> RetryAfter.parse(value, clock.instant()))
            .orElse(null);
    String when = retryAfter == null ? "" : ", and asks for " + retryAfter.toSeconds() + " s";
    return new Refusal(kind, reply.uri() + " answers " + status + when, retryAfter);
  }

  private static Map<String, List<String>> lowerCase(Map<String, List<String>> headers) {
    Map<String, List<String>> lower = new HashMap<>();
    headers.forEach((name, values) -> lower.putIfAbsent(name.toLowerCase(Locale.ROOT), values));
    return lower;
  }
}
