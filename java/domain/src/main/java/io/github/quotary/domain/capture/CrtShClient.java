package io.github.quotary.domain.capture;

import io.github.quotary.domain.ct.CrtSh;
import io.github.quotary.domain.ct.CtReply;
import io.github.quotary.domain.ct.CtSource;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Asks crt.sh, or a service that answers like it, for logged certificates. Follows no redirect, and
 * takes neither more nor longer than its limits. Thread-safe.
 */
public final class CrtShClient implements CtSource {
  /** The public service. */
  public static final URI PUBLIC = URI.create("https://crt.sh/");

  private static final int MAX_CERTIFICATE = 1 << 16;
  private static final Pattern PEM =
      Pattern.compile(
          "-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\\s]+)-----END CERTIFICATE-----\\s*");

  private final URI service;
  private final Duration timeout;
  private final HttpClient http;

  /**
   * A client.
   *
   * @param service where the service is, with a slash at the end
   * @param timeout for each request, answer included
   */
  public CrtShClient(URI service, Duration timeout) {
    this.service = service;
    this.timeout = timeout;
    this.http =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .build();
  }

  /** Answers of at most 64 MiB, without certificates that have expired. */
  @Override
  public CtReply search(String query) {
    return get(
        "?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8) + "&output=json&exclude=expired",
        CrtSh.MAX_BYTES);
  }

  @Override
  public CtReply certificate(long id) {
    String query = "?d=" + id;
    CtReply reply = get(query, MAX_CERTIFICATE);
    return reply instanceof CtReply.Answered answered
        ? der(answered.bytes())
            .<CtReply>map(CtReply.Answered::new)
            .orElseGet(() -> failed(service.resolve(query), "the answer is not a certificate"))
        : reply;
  }

  private CtReply get(String query, int maxBytes) {
    URI address = service.resolve(query);
    HttpRequest request = HttpRequest.newBuilder(address).GET().build();
    // A request's own timeout ends with the head of the answer; this one covers the body, too.
    CompletableFuture<HttpResponse<byte[]>> exchange =
        http.sendAsync(request, BoundedBody.handler(maxBytes));
    try {
      HttpResponse<byte[]> answer = exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return answer.statusCode() == 200
          ? new CtReply.Answered(answer.body())
          : failed(address, "HTTP status " + answer.statusCode());
    } catch (TimeoutException e) {
      exchange.cancel(true);
      return failed(address, "no answer within " + timeout.toMillis() + " ms");
    } catch (ExecutionException e) {
      return failed(address, words(e.getCause()));
    } catch (InterruptedException e) {
      exchange.cancel(true);
      Thread.currentThread().interrupt();
      return failed(address, "the request was interrupted");
    }
  }

  private static CtReply failed(URI address, String what) {
    return new CtReply.Failed(address + ": " + what);
  }

  private static String words(@Nullable Throwable cause) {
    if (cause instanceof ConnectException) {
      return cause.getMessage() == null ? "the connection was refused" : cause.getMessage();
    }
    return cause == null || cause.getMessage() == null ? "the request failed" : cause.getMessage();
  }

  private static Optional<byte[]> der(byte[] answer) {
    Matcher pem = PEM.matcher(new String(answer, StandardCharsets.ISO_8859_1));
    try {
      return pem.matches()
          ? Optional.of(Base64.getMimeDecoder().decode(pem.group(1)))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
