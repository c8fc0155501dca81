package io.github.quotary.ingress.dns;

import io.github.quotary.ingress.config.Secret;
import io.github.quotary.ingress.exchange.BoundedBody;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One exchange with a provider's API at a time. Follows no redirect, so that no credentials go
 * elsewhere; takes no more than 30 s and 4 MiB. Thread-safe.
 */
final class HttpApi {
  static final int MAX_BYTES = 4 << 20;

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final int MAX_WORDS = 300;
  private static final int TOO_MANY_REQUESTS = 429;

  private final URI base;
  private final Map<String, String> headers;
  private final Secret secret;
  private final InstantSource clock;
  private final HttpClient http =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(TIMEOUT)
          .build();

  /**
   * A client.
   *
   * @param base without a final slash
   * @param headers of each request
   * @param secret never to be shown
   */
  HttpApi(URI base, Map<String, String> headers, Secret secret, InstantSource clock) {
    this.base = base;
    this.headers = Map.copyOf(headers);
    this.secret = secret;
    this.clock = clock;
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
            .timeout(TIMEOUT)
            .header("User-Agent", "quotary-ingress")
            .method(
                method,
                body.map(text -> BodyPublishers.ofString(text, StandardCharsets.UTF_8))
                    .orElseGet(BodyPublishers::noBody));
    headers.forEach(request::header);
    if (body.isPresent()) {
      request.header("Content-Type", type);
    }
    // A request's own timeout ends with the head of the answer; this one covers the body, too.
    CompletableFuture<HttpResponse<byte[]>> exchange =
        http.sendAsync(request.build(), BoundedBody.handler(MAX_BYTES));
    try {
      return outcome(exchange.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS), read);
    } catch (TimeoutException e) {
      exchange.cancel(true);
      return Attempt.again("no answer within " + TIMEOUT.toSeconds() + " s");
    } catch (ExecutionException e) {
      return failed(e.getCause());
    } catch (InterruptedException e) {
      exchange.cancel(true);
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

  private <T> Attempt<T> failed(@Nullable Throwable cause) {
    if (cause instanceof BoundedBody.TooLongException) {
      return Attempt.refused(0, "the answer has more than " + MAX_BYTES + " bytes");
    }
    String message = cause == null ? null : cause.getMessage();
    if (message == null) {
      message = cause instanceof ConnectException ? "it cannot be reached" : "the request failed";
    }
    return cause instanceof IOException
        ? Attempt.again(safe(message))
        : Attempt.refused(0, safe(message));
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
