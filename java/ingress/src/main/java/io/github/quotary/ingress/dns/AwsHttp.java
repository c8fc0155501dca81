package io.github.quotary.ingress.dns;

import io.github.quotary.domain.exchange.BoundedExchange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Carries the requests of the AWS SDK. An answer is read whole, within one time and up to a size,
 * or its connection is closed. Follows no redirect. Thread-safe.
 */
final class AwsHttp implements SdkHttpClient {
  /** What the JDK's client sets itself. */
  private static final Set<String> OWN_HEADERS =
      Set.of("connection", "content-length", "expect", "host", "upgrade");

  private final BoundedExchange exchange;

  /**
   * A client.
   *
   * @param time for each request, until its answer has ended
   */
  AwsHttp(Duration time, int maxBytes) {
    this.exchange =
        new BoundedExchange(
            HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(time)
                .build(),
            time,
            maxBytes);
  }

  @Override
  public String clientName() {
    return "quotary";
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        return response(send(request));
      }

      @Override
      public void abort() {
        // It ends in time by itself.
      }
    };
  }

  private HttpResponse<byte[]> send(HttpExecuteRequest request) throws IOException {
    try {
      return exchange.send(translated(request));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  private static HttpRequest translated(HttpExecuteRequest request) throws IOException {
    SdkHttpRequest head = request.httpRequest();
    HttpRequest.Builder translated =
        HttpRequest.newBuilder(head.getUri())
            .method(head.method().name(), body(request.contentStreamProvider()));
    head.forEachHeader(
        (name, values) -> {
          if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
            values.forEach(value -> translated.header(name, value));
          }
        });
    return translated.build();
  }

  private static BodyPublisher body(Optional<ContentStreamProvider> content) throws IOException {
    if (content.isEmpty()) {
      return BodyPublishers.noBody();
    }
    try (InputStream in = content.get().newStream()) {
      return BodyPublishers.ofByteArray(in.readAllBytes());
    }
  }

  private static HttpExecuteResponse response(HttpResponse<byte[]> answer) {
    return HttpExecuteResponse.builder()
        .response(
            SdkHttpResponse.builder()
                .statusCode(answer.statusCode())
                .headers(answer.headers().map())
                .build())
        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(answer.body())))
        .build();
  }

  @Override
  public void close() {
    // The JDK's client ends with its last user.
  }
}
