package io.github.quotary.ingress.acme.http;

import io.github.quotary.domain.exchange.BoundedExchange;
import io.github.quotary.ingress.exchange.RetryAfter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URL;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.connector.DefaultConnection;
import org.shredzone.acme4j.connector.HttpConnector;
import org.shredzone.acme4j.exception.AcmeException;

/**
 * Sends one request after another. It reads every answer to its end, within a time and up to a
 * size; it tells how long the authority asks to wait apart from the library, which would take a
 * header that it cannot read for a broken answer.
 */
final class AcmeConnection extends DefaultConnection {
  static final int MAX_BODY = 1 << 20;
  static final int TOO_MANY_REQUESTS = 429;

  private static final int SERVER_ERROR = 500;

  private final Duration timeout;
  private final InstantSource clock;
  private final Consumer<Optional<Duration>> retryAfter;

  /**
   * A connection.
   *
   * @param retryAfter is told after each answer
   */
  AcmeConnection(
      HttpConnector connector,
      Duration timeout,
      InstantSource clock,
      Consumer<Optional<Duration>> retryAfter) {
    super(connector);
    this.timeout = timeout;
    this.clock = clock;
    this.retryAfter = retryAfter;
  }

  @Override
  protected void sendRequest(Session session, URL url, Consumer<HttpRequest.Builder> body)
      throws IOException {
    retryAfter.accept(Optional.empty());
    if (!"https".equals(url.getProtocol())) {
      throw new IOException("the authority names an address without TLS: " + url);
    }
    HttpRequest.Builder request =
        httpConnector.createRequestBuilder(url).header("Accept-Language", "en");
    body.accept(request);
    HttpResponse<byte[]> reply = whole(request.build());
    retryAfter.accept(RetryAfter.of(reply.headers(), clock.instant()));
    int status = reply.statusCode();
    if ((status >= SERVER_ERROR || status == TOO_MANY_REQUESTS) && !isProblem(reply.headers())) {
      throw new HttpStatusException(status);
    }
    lastResponse =
        new WholeReply(
            reply,
            HttpHeaders.of(
                reply.headers().map(), (name, value) -> !name.equalsIgnoreCase(RetryAfter.HEADER)));
  }

  /** After a bad nonce whose answer brought no new one, the last answer is still there. */
  @Override
  public void resetNonce(Session session) throws AcmeException {
    close();
    super.resetNonce(session);
  }

  private HttpResponse<byte[]> whole(HttpRequest request) throws IOException {
    try {
      return new BoundedExchange(httpClient, timeout, MAX_BODY).send(request);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  private static boolean isProblem(HttpHeaders headers) {
    return headers
        .firstValue("Content-Type")
        .filter(type -> type.startsWith("application/problem+json"))
        .isPresent();
  }
}
