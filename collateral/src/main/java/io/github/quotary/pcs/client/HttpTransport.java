package io.github.quotary.pcs.client;

import io.github.quotary.pcs.document.FailureKind;
import io.github.quotary.pcs.document.Refusal;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
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

/**
 * Sends one GET request, with limits on the time for the whole response and on its size; follows no
 * redirect. Thread-safe.
 */
final class HttpTransport {
  private final HttpClient client;
  private final Duration timeout;
  private final int maxBytes;
  private final boolean offline;

  /**
   * A transport.
   *
   * @param timeout for the whole response, with its body
   * @param maxBytes largest body
   * @param offline whether every request is refused before it is sent
   */
  HttpTransport(HttpClient client, Duration timeout, int maxBytes, boolean offline) {
    this.client = client;
    this.timeout = timeout;
    this.maxBytes = maxBytes;
    this.offline = offline;
  }

  /**
   * The response, of any status.
   *
   * @throws Refusal if none arrives, or it is too large
   */
  HttpReply get(URI uri, Map<String, String> headers) throws Refusal {
    if (offline) {
      throw new Refusal(FailureKind.OFFLINE, "the network is switched off");
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).timeout(timeout).header("User-Agent", "quotary");
    headers.forEach(request::setHeader);
    // The client's timeout covers the headers only; the future's includes the body.
    CompletableFuture<HttpResponse<byte[]>> exchange =
        client.sendAsync(request.build(), BoundedBody.handler(maxBytes));
    try {
      HttpResponse<byte[]> response = exchange.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return new HttpReply(
          uri, response.statusCode(), lowerCase(response.headers().map()), response.body());
    } catch (TimeoutException e) {
      exchange.cancel(true);
      throw unreachable(uri, "no complete response within " + timeout.toMillis() + " ms");
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
      return unreachable(uri, "no response within " + timeout.toMillis() + " ms");
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

  private Refusal unreachable(URI uri, String detail) {
    return new Refusal(FailureKind.UNREACHABLE, uri + through(uri) + ": " + detail);
  }

  /** The proxy of an address, in words; nothing without one. */
  String through(URI uri) {
    return proxyOf(uri)
        .map(proxy -> " through the proxy " + proxy.getHostString() + ":" + proxy.getPort())
        .orElse("");
  }

  private Optional<InetSocketAddress> proxyOf(URI uri) {
    return client.proxy().stream()
        .flatMap(selector -> selector.select(uri).stream())
        .limit(1)
        .filter(proxy -> proxy.type() == Proxy.Type.HTTP)
        .map(Proxy::address)
        .filter(InetSocketAddress.class::isInstance)
        .map(InetSocketAddress.class::cast)
        .findFirst();
  }

  static Refusal interrupted() {
    Thread.currentThread().interrupt();
    return new Refusal(FailureKind.BUSY, "the fetch was interrupted");
  }

  private static Map<String, List<String>> lowerCase(Map<String, List<String>> headers) {
    Map<String, List<String>> lower = new HashMap<>();
    headers.forEach((name, values) -> lower.putIfAbsent(name.toLowerCase(Locale.ROOT), values));
    return lower;
  }

  /** Untrusted text as printable ASCII, cut to 200 characters. */
  static String printable(String text) {
    String ascii = text.replaceAll("[^ -~]", "?");
    return ascii.length() > 200 ? ascii.substring(0, 200) + "..." : ascii;
  }
}
