package io.github.quotary.pcs.client;

import io.github.quotary.pcs.document.FailureKind;
import io.github.quotary.pcs.document.Refusal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** GET with a limited number of retries, and of redirects to the same host. Thread-safe. */
final class HttpFetch {
  private static final int MAX_REDIRECTS = 3;

  private final HttpTransport transport;
  private final RetryPolicy retryPolicy;
  private final Pause pause;
  private final RandomGenerator random;
  private final Clock clock;

  HttpFetch(
      HttpTransport transport,
      RetryPolicy retryPolicy,
      Pause pause,
      RandomGenerator random,
      Clock clock) {
    this.transport = transport;
    this.retryPolicy = retryPolicy;
    this.pause = pause;
    this.random = random;
    this.clock = clock;
  }

  /** Sleeps between two attempts. */
  @FunctionalInterface
  interface Pause {
    void pause(Duration duration) throws InterruptedException;
  }

  /** A response with status 200. */
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
      throw HttpTransport.interrupted();
    }
  }

  private HttpReply follow(URI start, Map<String, String> headers) throws Refusal {
    URI uri = start;
    for (int hops = 0; ; hops++) {
      HttpReply reply = transport.get(uri, headers);
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
      throw new Refusal(FailureKind.REDIRECT_REFUSED, from + " redirects to an invalid address");
    }
    boolean sameHost = from.getHost().equalsIgnoreCase(to.getHost());
    boolean sameScheme = from.getScheme().equals(to.getScheme()) && from.getPort() == to.getPort();
    boolean upgrade = from.getScheme().equals("http") && "https".equals(to.getScheme());
    if (location.isEmpty() || !sameHost || !(sameScheme || upgrade)) {
      throw new Refusal(
          FailureKind.REDIRECT_REFUSED,
          from + " redirects to another origin, " + HttpTransport.printable(location));
    }
    return to;
  }

  private static HttpReply requirePlainCoding(HttpReply reply) throws Refusal {
    String coding = reply.header("content-encoding").orElse("identity");
    if (!coding.equalsIgnoreCase("identity")) {
      throw new Refusal(
          FailureKind.MALFORMED,
          reply.uri()
              + " answers with unrequested content coding "
              + HttpTransport.printable(coding));
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
    return new Refusal(
        kind,
        reply.uri()
            + transport.through(reply.uri())
            + " answers "
            + status
            + when
            + StatusWords.of(reply),
        retryAfter);
  }
}
