package io.github.quotary.domain.capture;

import io.github.quotary.domain.ct.CtReply;
import io.github.quotary.domain.exchange.BodyTooLongException;
import io.github.quotary.domain.exchange.BoundedExchange;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * GET requests, tried again as {@link CtRequests} say. Follows no redirect, and takes neither more
 * nor longer than its limits. Thread-safe.
 */
final class CtHttp {
  private static final Set<Integer> TRIED_AGAIN = Set.of(429, 502, 503, 504);
  private static final int MAX_WORDS = 200;

  private final CtRequests requests;
  private final Map<String, String> headers;
  private final HttpClient http;

  /**
   * A client.
   *
   * @param headers what each request carries besides
   */
  CtHttp(CtRequests requests, Map<String, String> headers) {
    this.requests = requests;
    this.headers = Map.copyOf(headers);
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(requests.timeout());
    requests.proxy().ifPresent(builder::proxy);
    this.http = builder.build();
  }

  /** What one try gave: an answer, or why there is none and whether another try may help. */
  private record Try(
      Optional<byte[]> body,
      String why,
      OptionalInt status,
      boolean again,
      Optional<Duration> asked) {
    static Try failed(String why, boolean again) {
      return new Try(Optional.empty(), why, OptionalInt.empty(), again, Optional.empty());
    }
  }

  /** The answer with status 200, or why there is none. */
  CtReply get(URI address, int maxBytes) {
    long end = requests.time().nanos() + requests.deadline().toNanos();
    Duration pause = requests.pause();
    for (int tries = 1; ; tries++) {
      Try last = attempt(address, maxBytes, left(end));
      if (last.body().isPresent()) {
        return new CtReply.Answered(last.body().get(), address.toString());
      }
      Duration wait = last.asked().orElse(pause);
      boolean isInTime = wait.compareTo(left(end)) < 0;
      if (!last.again() || tries == requests.tries() || !isInTime) {
        String asks =
            last.again() && !isInTime && last.asked().isPresent()
                ? "; the service asks to wait " + wait.toSeconds() + " s"
                : "";
        return new CtReply.Failed(address.toString(), last.why() + asks, last.status(), tries);
      }
      try {
        requests.time().sleep(wait);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return new CtReply.Failed(address.toString(), last.why(), last.status(), tries);
      }
      pause = pause.multipliedBy(2);
    }
  }

  private Duration left(long end) {
    return Duration.ofNanos(end - requests.time().nanos());
  }

  private Try attempt(URI address, int maxBytes, Duration left) {
    HttpRequest.Builder request = HttpRequest.newBuilder(address).GET();
    headers.forEach(request::header);
    try {
      return of(
          new BoundedExchange(http, requests.timeout(), maxBytes)
              .within(left)
              .send(request.build()));
    } catch (IOException e) {
      return Try.failed(words(e), !(e instanceof BodyTooLongException));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Try.failed("the request was interrupted", false);
    }
  }

  private static Try of(HttpResponse<byte[]> answer) {
    int status = answer.statusCode();
    return status == 200
        ? new Try(Optional.of(answer.body()), "", OptionalInt.of(status), false, Optional.empty())
        : new Try(
            Optional.empty(),
            "HTTP status " + status + said(answer),
            OptionalInt.of(status),
            TRIED_AGAIN.contains(status),
            retryAfter(answer));
  }

  /** The service's own words, unless they are a page. */
  private static String said(HttpResponse<byte[]> answer) {
    String text = new String(answer.body(), StandardCharsets.UTF_8).replaceAll("\\s+", " ").strip();
    return text.isEmpty() || text.startsWith("<")
        ? ""
        : ": " + text.substring(0, Math.min(MAX_WORDS, text.length()));
  }

  private static Optional<Duration> retryAfter(HttpResponse<byte[]> answer) {
    return retryAfter(
        answer.headers().firstValue("Retry-After"), answer.headers().firstValue("Date"));
  }

  /** Seconds, or a date that is compared with the date of the answer. */
  static Optional<Duration> retryAfter(Optional<String> value, Optional<String> date) {
    Optional<String> text = value.map(String::strip);
    if (text.filter(digits -> digits.matches("[0-9]{1,9}")).isPresent()) {
      return text.map(Long::parseLong).map(Duration::ofSeconds);
    }
    return text.flatMap(CtHttp::date)
        .flatMap(then -> date.flatMap(CtHttp::date).map(now -> Duration.between(now, then)))
        .filter(time -> !time.isNegative());
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text.strip(), Instant::from));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static String words(IOException cause) {
    if (cause instanceof HttpConnectTimeoutException) {
      return "the connection timed out";
    }
    if (cause instanceof ConnectException) {
      return cause.getMessage() == null
          ? "the connection was refused, or the name has no address"
          : cause.getMessage();
    }
    return cause.getMessage() == null ? "the request failed" : cause.getMessage();
  }
}
