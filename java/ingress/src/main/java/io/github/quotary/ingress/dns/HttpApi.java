package io.github.quotary.ingress.dns;

import io.github.quotary.domain.exchange.BodyTooLongException;
import io.github.quotary.domain.exchange.BoundedExchange;
import io.github.quotary.ingress.config.Secret;
import io.github.quotary.ingress.exchange.RetryAfter;
import io.github.quotary.status.SafeText;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One exchange with a provider's API at a time. Follows no redirect, so that no credentials go
 * elsewhere; takes no more than 30 s and 4 MiB. Thread-safe.
 */
final class HttpApi {
  static final int MAX_BYTES = 4 << 20;
  static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int MAX_WORDS = 300;
  private static final int TOO_MANY_REQUESTS = 429;

  private final URI base;
  private final Map<String, String> headers;
  private final Secret secret;
  private final InstantSource clock;
  private final BoundedExchange http;

  /**
   * A client.
   *
   * @param base without a final slash
   * @param headers of each request
   * @param secret never to be shown
   */
  HttpApi(URI base, Map<String, String> headers, Secret secret, InstantSource clock) {
    this(base, headers, secret, clock, TIMEOUT);
  }

  HttpApi(
      URI base, Map<String, String> headers, Secret secret, InstantSource clock, Duration time) {
    this.base = base;
    this.headers = Map.copyOf(headers);
    this.secret = secret;
    this.clock = clock;
    this.http =
        new BoundedExchange(
            HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(time)
                .build(),
            time,
            MAX_BYTES);
  }

  /** An answer with a status of 200 to 499, but neither 429 nor one of 300 to 399. */
  static final class Answer {
    private final int status;
    private final byte[] body;

    private Answer(int status, byte[] body) {
      this.status = status;
      this.body = body;
    }

    int status() {
      return status;
    }

    /** The bytes themselves, to be read only. */
    byte[] body() {
      return body;
    }

    boolean isGood() {
      return status < 300;
    }
  }

  <T> Attempt<T> get(String path, Function<Answer, Attempt<T>> read) {
    return exchange("GET", path, Optional.empty(), "", read);
  }

  <T> Attempt<T> delete(String path, Function<Answer, Attempt<T>> read) {
    return exchange("DELETE", path, Optional.empty(), "", read);
  }

  <T> Attempt<T> post(String path, String body, String type, Function<Answer, Attempt<T>> read) {
    return exchange("POST", path, Optional.of(body), type, read);
  }

  private <T> Attempt<T> exchange(
      String method,
      String path,
      Optional<String> body,
      String type,
      Function<Answer, Attempt<T>> read) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .header("User-Agent", "quotary-ingress")
            .method(
                method,
                body.map(text -> BodyPublishers.ofString(text, StandardCharsets.UTF_8))
                    .orElseGet(BodyPublishers::noBody));
    headers.forEach(request::header);
    if (body.isPresent()) {
      request.header("Content-Type", type);
    }
    try {
      return outcome(http.send(request.build()), read);
    } catch (BodyTooLongException e) {
      return Attempt.refused(0, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return Attempt.again(safe(words(e)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Attempt.again("the request was interrupted");
    }
  }

  private <T> Attempt<T> outcome(HttpResponse<byte[]> response, Function<Answer, Attempt<T>> read) {
    int status = response.statusCode();
    if (status == TOO_MANY_REQUESTS || status >= 500) {
      return new Attempt.Again<>(
          "status " + status + said(response.body()),
          RetryAfter.of(response.headers(), clock.instant()));
    }
    if (status >= 300 && status < 400) {
      return Attempt.refused(status, "the answer leads elsewhere, which is not followed");
    }
    return read.apply(new Answer(status, response.body()));
  }

  private static String words(IOException failure) {
    String message = failure.getMessage();
    if (message == null) {
      return failure instanceof ConnectException ? "it cannot be reached" : "the request failed";
    }
    return message;
  }

  /** A provider's text without the secret, on one line, not too long. */
  String safe(String text) {
    return SafeText.of(
        text.replace(secret.reveal(), "(secret)").replaceAll("\\s+", " ").strip(), MAX_WORDS);
  }

  /** The provider's own words with a colon before them; nothing where it sent a page. */
  private String said(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8).strip();
    return text.isEmpty() || text.startsWith("<") ? "" : ": " + safe(text);
  }
}
