package io.github.quotary.domain.exchange;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One request and its answer. A request's own timeout ends with the head of the answer; the time
 * here covers redirects and the whole body, too. An answer that is not read to its end takes its
 * connection with it. Thread-safe.
 */
public final class BoundedExchange {
  private final HttpClient http;
  private final Duration time;
  private final int maxBytes;

  /**
   * Exchanges by a client.
   *
   * @param time for each request, until its answer has ended
   * @param maxBytes of each body
   */
  public BoundedExchange(HttpClient http, Duration time, int maxBytes) {
    this.http = http;
    this.time = time;
    this.maxBytes = maxBytes;
  }

  /** The same with less time; never with more. */
  public BoundedExchange within(Duration less) {
    return less.compareTo(time) < 0 ? new BoundedExchange(http, less, maxBytes) : this;
  }

  /**
   * The answer, of any status.
   *
   * @throws NoAnswerInTimeException if it has not ended in time
   * @throws BodyTooLongException if its body is too long
   * @throws IOException if it broke off, or there was none
   */
  public HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
    return run(request, BoundedBody.collected(maxBytes));
  }

  /**
   * The status of the answer, whose body is dropped; what is too long is not read to its end.
   *
   * @throws NoAnswerInTimeException if it has not ended in time
   * @throws IOException if it broke off, or there was none
   */
  public int status(HttpRequest request) throws IOException, InterruptedException {
    return run(request, BoundedBody.dropped(maxBytes)).statusCode();
  }

  private <T> HttpResponse<T> run(HttpRequest request, BodyHandler<T> body)
      throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<T>> exchange = http.sendAsync(request, body);
    try {
      return exchange.get(Math.max(1, time.toMillis()), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new NoAnswerInTimeException(time);
    } catch (CancellationException e) {
      throw new IOException("the request was cancelled", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    } finally {
      exchange.cancel(true);
    }
  }
}
